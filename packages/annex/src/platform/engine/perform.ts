/** One request without HTTP, on behalf of somebody already known: for the dashboard and seeds. */
import type { FormHash, FormValue } from '../../core/form.js'
import { answer } from './answer.js'
import type { Engine } from './context.js'
import type { Caller } from './unit-of-work.js'

export interface Performed {
  readonly caller: Caller
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** `/v1/customers`, with ids percent-encoded. */
  readonly path: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly idempotencyKey?: string
  /** Leaves no line in the log of requests. */
  readonly quiet?: boolean
}

/** Shares everything with `respond` but how the caller is known. */
export function perform(engine: Engine, request: Performed): { status: number; body: unknown } {
  const { status, body } = answer(engine, {
    ...{ method: request.method, path: request.path, version: undefined },
    idempotencyKey: request.idempotencyKey,
    ...(request.quiet && { quiet: true }),
    identify: () => ({ ...request.caller, credential: 'secret' }),
    parameters: () => asForm(request.params ?? {}),
  })
  return { status, body: JSON.parse(body) }
}

/** Values as a form would carry them, so that they meet the same checks. */
function asForm(params: Readonly<Record<string, unknown>>): FormHash {
  const entries = Object.entries(params).filter(([, value]) => value !== undefined)
  return new Map(entries.map(([name, value]) => [name, asFormValue(value)]))
}

function asFormValue(value: unknown): FormValue {
  if (typeof value === 'string' || value instanceof Blob) return value
  if (Array.isArray(value)) return value.map(asFormValue)
  if (typeof value === 'object' && value !== null) return asForm({ ...value })
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
