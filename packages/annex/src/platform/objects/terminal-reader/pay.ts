/** Payments at a reader: `…/process_payment_intent`, or in two steps `collect_payment_method`, `confirm_payment_intent`. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { mayRun } from '../../engine/lifecycle.js'
import { lifecycle } from '../payment-intent/lifecycle.js'
import { idOrNull } from '../reference.js'
import { begin, fail, succeed, type Reader } from './action.js'
import { payInPerson } from './in-person.js'
import { nothingCollected, notForReaders, notToBePaid } from './refusals.js'

type Readers = Stripe.Terminal.ReaderProcessPaymentIntentParams
type Intent = Stripe.PaymentIntent

export function processPaymentIntent(
  reader: Reader,
  { payment_intent, process_config }: Readers,
  work: UnitOfWork,
): Reader {
  payable(payment_intent, work)
  const { allow_redisplay: _, ...config } = process_config ?? {}
  const process = { payment_intent, ...(process_config && { process_config: config }) }
  return begin(reader, { type: 'process_payment_intent', process_payment_intent: process }, work)
}

export function collectPaymentMethod(
  reader: Reader,
  { payment_intent, collect_config }: Stripe.Terminal.ReaderCollectPaymentMethodParams,
  work: UnitOfWork,
): Reader {
  payable(payment_intent, work)
  const { allow_redisplay: _, ...config } = collect_config ?? {}
  const collect = { payment_intent, ...(collect_config && { collect_config: config }) }
  return begin(reader, { type: 'collect_payment_method', collect_payment_method: collect }, work)
}

/** Pays with what the reader has just collected. */
export function confirmPaymentIntent(
  reader: Reader,
  { payment_intent, confirm_config }: Stripe.Terminal.ReaderConfirmPaymentIntentParams,
  work: UnitOfWork,
): Reader {
  const intent = payable(payment_intent, work)
  const collected = reader.action?.collect_payment_method
  const isCollected = idOrNull(collected?.payment_intent) === intent.id
  const method = isCollected ? collected?.payment_method : undefined
  if (!method) throw nothingCollected(reader)
  const confirm = { payment_intent, ...(confirm_config && { confirm_config }) }
  const asked = { type: 'confirm_payment_intent', confirm_payment_intent: confirm } as const
  const begun = begin(reader, asked, work)
  const declined = payInPerson(intent, work.get('payment_method', method.id), work)
  return declined ? fail(begun, declined, work) : succeed(begun, {}, work)
}

/** @throws Refusal for an intent that cannot be paid at a reader, or not any more */
function payable(id: string, work: UnitOfWork): Intent {
  const intent = work.get('payment_intent', id, 'payment_intent')
  const types = intent.payment_method_types
  if (!types.includes('card_present') && !types.includes('interac_present')) {
    throw notForReaders('payment_intent')
  }
  if (!mayRun(lifecycle, 'confirm', intent)) throw notToBePaid(intent)
  return intent
}
