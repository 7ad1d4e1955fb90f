/** What a key that opens one object may do: few operations, and each only about that object. */
import type { Identity } from './authenticate.js'
import type { Engine } from './context.js'
import { lookAround } from './look.js'
import { aboutAnotherObject } from './refusals/access.js'
import type { Asked, Route } from './route.js'
import type { Look } from './version.js'

/** The id of the object that a request is about; undefined where it doesn't say. */
export type SubjectOf = {
  of(asked: Pick<Asked, 'path' | 'params'>, look: Look): string | null | undefined
}['of']

/** @throws Refusal 403 for an operation no such key may ask for */
export function checkNarrowRoute(engine: Engine, identity: Identity, { operation }: Route): void {
  if (!engine.opens.has(`${operation.method} ${operation.path}`)) throw refused(identity)
}

/**
 * An absent object is refused in the same words: a key on somebody's phone finds nothing out.
 * @throws Refusal 403 where the request is about anything else
 */
export function checkNarrow(engine: Engine, identity: Identity, asked: Asked): void {
  const { opens } = identity
  if (opens === undefined) return
  const { method, path } = asked.operation
  const subject = engine.opens.get(`${method} ${path}`)
  if (subject?.(asked, lookAround(engine.store, identity)) !== opens) throw refused(identity)
}

function refused({ maskedKey, account }: Identity) {
  return aboutAnotherObject(maskedKey, account)
}
