/** `…/process_setup_intent`: a card is read at a reader and saved for later. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { mayRun } from '../../engine/lifecycle.js'
import { attachTo } from '../payment-method/attach.js'
import { idOrNull } from '../reference.js'
import { confirm } from '../setup-intent/confirm.js'
import { lifecycle } from '../setup-intent/lifecycle.js'
import { cardDeclined } from '../card/declines.js'
import { begin, fail, failAs, succeed, type Action, type Reader } from './action.js'
import type { Read } from './in-person.js'
import { notForReaders, notToBePaid } from './refusals.js'

export function processSetupIntent(
  reader: Reader,
  params: Stripe.Terminal.ReaderProcessSetupIntentParams,
  work: UnitOfWork,
): Reader {
  const { setup_intent, process_config } = params
  const intent = work.get('setup_intent', setup_intent, 'setup_intent')
  if (!intent.payment_method_types.includes('card_present')) throw notForReaders('setup_intent')
  if (!mayRun(lifecycle, 'confirm', intent)) throw notToBePaid(intent)
  const process = { setup_intent, ...(process_config && { process_config }) }
  return begin(reader, { type: 'process_setup_intent', process_setup_intent: process }, work)
}

/** A card that was read cannot be charged again; one that is generated from it can. */
export function finishSetup(
  reader: Reader,
  { process_setup_intent: asked }: Action,
  { method, card, verdict }: Read,
  work: UnitOfWork,
): Reader {
  const intent = work.get('setup_intent', idOrNull(asked?.setup_intent) ?? '')
  if (!mayRun(lifecycle, 'confirm', intent)) return failAs(reader, notToBePaid(intent), work)
  if (verdict.kind === 'declined') {
    const { code = 'card_declined', message } = cardDeclined(verdict.reason).fields
    return fail(reader, { failure_code: code, failure_message: message }, work)
  }
  confirm(intent, { payment_method: method.id }, work)
  const generated = work.insert('payment_method', card)
  const customer = idOrNull(intent.customer)
  if (customer !== null) attachTo(customer, generated, work)
  return succeed(
    reader,
    { ...(asked && { process_setup_intent: { ...asked, generated_card: generated.id } }) },
    work,
  )
}
