/**
 * The first answer again for a repeated key (api.md 1.6, D10). While the first request is still to be
 * carried out, a second one with its key is told so (`running.ts`); where both come in one turn, the
 * second finds what the first did, since nothing comes between its first query and its answer.
 */
import { hash } from 'node:crypto'
import { seal, unseal } from '../../core/seal.js'
import { findIdempotentRequest, insertIdempotentRequest } from '../store/idempotency.js'
import type { FormHash, FormValue } from '../../core/form.js'
import type { Engine } from './context.js'
import {
  idempotencyKeyTooLong,
  otherEndpointForKey,
  otherParametersForKey,
} from './refusals/request.js'
import type { Incoming } from './trail.js'
import type { Scope } from './unit-of-work.js'

/** One keyed POST. */
export interface Keyed {
  readonly key: string
  readonly scope: Scope
  readonly path: string
  /** Hash of the decoded parameters, whatever order they came in. */
  readonly fingerprint: string
}

export interface FirstAnswer {
  readonly status: number
  readonly body: string
  readonly requestId: string
}

/** Undefined for what is answered each time anew: other methods, and requests without a key. */
export function keyed(
  incoming: Incoming,
  asked: { identity: Scope; url: string; parameters: FormHash },
): Keyed | undefined {
  const { idempotencyKey: key, method } = incoming
  if (key === undefined || key === '' || method !== 'POST') return undefined
  if (key.length > 255) throw idempotencyKeyTooLong()
  const fingerprint = hash('sha256', textOf(asked.parameters), 'base64url')
  return { key, scope: asked.identity, path: asked.url, fingerprint }
}

/** The same text for the same parameters, in whatever order they were sent. */
function textOf(value: FormValue): string {
  if (value instanceof Blob) return `file of ${value.size} bytes`
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`
  if (!(value instanceof Map)) return JSON.stringify(value)
  const pairs = [...value].map(([name, one]) => `${JSON.stringify(name)}:${textOf(one)}`)
  return `{${pairs.sort().join()}}`
}

/** @throws Refusal 400 when the key was used for something else */
export function firstAnswer(engine: Engine, request: Keyed): FirstAnswer | undefined {
  const kept = findIdempotentRequest(engine.store, request.scope, request.key)
  if (kept === undefined) return undefined
  if (kept.route !== request.path) throw otherEndpointForKey(request.key, request.path, kept.route)
  if (kept.fingerprint !== request.fingerprint) throw otherParametersForKey(request.key)
  return {
    status: kept.status,
    body: opened(engine, request, kept.answer),
    requestId: kept.request_id,
  }
}

/** Call it in the transaction of the effect. */
export function keepAnswer(engine: Engine, request: Keyed, answer: FirstAnswer): void {
  const { store } = engine
  const kept = {
    ...{ account: request.scope.account, livemode: request.scope.livemode, key: request.key },
    ...{ route: request.path, fingerprint: request.fingerprint, request_id: answer.requestId },
    ...{ status: answer.status, created: engine.outside.clock.now() },
    answer: closed(engine, request, answer.body),
  }
  store.putOff(answer.requestId, () => insertIdempotentRequest(store, kept))
}

/**
 * What is shown once is nowhere else to be read, so an answer that shows it is sealed. All others
 * say only what the objects beside them say.
 */
const SECRET_FIELDS = [
  '"secret": "',
  '_key": "',
  '_token": "',
  '"number": "',
  '"cvc": "',
  '"payload": "',
]

function closed(engine: Engine, request: Keyed, body: string): string {
  if (!SECRET_FIELDS.some((field) => body.includes(field))) return body
  return seal(body, purposeOf(request), engine.keyRing, engine.outside.random)
}

/** Answers are JSON; a sealed one never begins with a brace. */
function opened(engine: Engine, request: Keyed, answer: string): string {
  return answer.startsWith('{') ? answer : unseal(answer, purposeOf(request), engine.keyRing)
}

function purposeOf({ key, scope }: Keyed): string {
  return `answer to ${key} of ${scope.account} in ${scope.livemode ? 'live' : 'test'} mode`
}
