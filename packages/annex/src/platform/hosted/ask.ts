/** What a payer does goes through the API, so that the same checks answer in the same words. */
import type { Engine } from '../engine/context.js'
import { Refusal } from '../engine/errors.js'
import { perform, type Performed } from '../engine/perform.js'
import type { Caller } from '../engine/unit-of-work.js'

export interface Asking {
  readonly engine: Engine
  readonly caller: Caller
}

export type Asked = Omit<Performed, 'caller' | 'idempotencyKey'>

/** @throws Refusal when it was refused */
export function ask<T>({ engine, caller }: Asking, asked: Asked): T {
  const { status, body } = perform(engine, { ...asked, caller })
  if (status !== 200) throw new Refusal(status, Object(body).error)
  return body as T
}

/** The same for whoever goes on without it. */
export function askFor<T>(asking: Asking, asked: Asked): T | Refusal {
  try {
    return ask<T>(asking, asked)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
