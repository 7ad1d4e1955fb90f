/** What a reader is busy with: one action at a time, until it succeeds, fails or is canceled. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import type { Refusal } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { busy, notAsked, offline } from './refusals.js'

export type Reader = Stripe.Terminal.Reader
export type Action = NonNullable<Reader['action']>
type Asked = Pick<Action, 'type'> & Partial<Action>

/** Until a reader that needs nobody's card is done. */
const DONE_AFTER_SECONDS = 1

/** @throws Refusal for a reader that is offline, or busy with something else */
export function begin(reader: Reader, asked: Asked, work: UnitOfWork): Reader {
  if (reader.status === 'offline') throw offline(reader)
  if (reader.action?.status === 'in_progress') throw busy(reader)
  const nothingWrong = { api_error: null, failure_code: null, failure_message: null }
  return work.update('terminal.reader', reader.id, {
    action: { ...nothingWrong, ...asked, status: 'in_progress' },
  })
}

/** The same for what a reader does alone. */
export function beginAlone(reader: Reader, asked: Asked, work: UnitOfWork): Reader {
  work.later(work.now + DONE_AFTER_SECONDS, 'finish_reader_action', reader.id)
  return begin(reader, asked, work)
}

export const finishReaderAction: DueTask = (id, work) => {
  const reader = work.find('terminal.reader', id)
  const isAlone = reader?.action?.type === 'set_reader_display'
  if (reader && isAlone && reader.action?.status === 'in_progress') succeed(reader, {}, work)
}

/** @param changes what the action shows once it is done */
export function succeed(reader: Reader, changes: Partial<Action>, work: UnitOfWork): Reader {
  return end(reader, { ...changes, status: 'succeeded' }, work)
}

export function fail(
  reader: Reader,
  why: Pick<Action, 'failure_code' | 'failure_message'>,
  work: UnitOfWork,
): Reader {
  return end(reader, { ...why, status: 'failed' }, work)
}

/** What was asked for has become impossible while the reader waited for a card. */
export function failAs(reader: Reader, { code, message }: Refusal, work: UnitOfWork): Reader {
  return fail(reader, { failure_code: code ?? null, failure_message: message }, work)
}

function end(reader: Reader, changes: Partial<Action>, work: UnitOfWork): Reader {
  if (!reader.action) throw new Error(`The reader ${reader.id} is doing nothing.`)
  return work.update('terminal.reader', reader.id, { action: { ...reader.action, ...changes } })
}

/** The action in progress, of one of these types. */
export function waiting<T extends Action['type']>(reader: Reader, ...types: T[]): Action {
  const { action } = reader
  const isAsked = action?.status === 'in_progress' && types.some((type) => type === action.type)
  if (!action || !isAsked) throw notAsked(reader, types)
  return action
}

/** `POST /v1/terminal/readers/:reader/cancel_action`: whatever it was, it is over. */
export function cancelAction(reader: Reader, _params: unknown, work: UnitOfWork): Reader {
  return work.update('terminal.reader', reader.id, { action: null })
}
