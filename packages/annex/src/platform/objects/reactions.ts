/** News travelling back up: what a higher object does when a lower one announces something. */
import type Stripe from 'stripe'
import type { Reaction } from '../engine/behaviour.js'
import type { UnitOfWork } from '../engine/unit-of-work.js'
import type { EventType } from '../../catalogue/kinds.js'
import { noteFailed, notePaidFor, notePromised, noteSaved } from './checkout-session/settle.js'
import { announceFunds } from './cash-balance/fund.js'
import { closeInquiries } from './dispute/decide.js'
import { openDisputes } from './dispute/open.js'
import { answerWarnings } from './early-fraud-warning/answer.js'
import { warnOfFraud } from './early-fraud-warning/warn.js'
import { noteActionRequired, noteFailedPayment, settleInvoice } from './invoice/settle.js'
import { reconcile } from './payment-intent/bank-transfer.js'
import { noteSold } from './payment-link/sold.js'
import { renewPrice } from './plan/behaviour.js'
import { renewPlan } from './price/behaviour.js'
import { refreshEntitlements } from './entitlement/active.js'
import { idOrNull } from './reference.js'
import { closeDisputed, closeRefunded } from './review/close.js'
import { openReview } from './review/open.js'
import { removeDetached } from './source/remove.js'
import { noteSubscriptionChange, noteSubscriptionEnd } from './subscription-schedule/react.js'
import { collectTax } from './tax-transaction/associate.js'
import { forgetPause } from './subscription/paused-until.js'
import { applyPending, forgetPending } from './subscription/pending-update.js'
import { noteForgiven, noteOverdueInvoice, notePaid, noteUnpaid } from './subscription/react.js'

/** Whatever may change what a customer is entitled to; `resumed` comes with `updated`. */
const SUBSCRIPTION_NEWS = [
  ...['customer.subscription.created', 'customer.subscription.updated'],
  ...['customer.subscription.deleted', 'customer.subscription.paused'],
] as const

export const reactions: readonly Reaction[] = [
  // Two names of one thing; the second update changes nothing any more and announces nothing.
  on('price.updated', ({ id }, work) => renewPlan(id, work)),
  on('plan.updated', ({ id }, work) => renewPrice(id, work)),
  on('payment_method.detached', ({ id }, work) => removeDetached(id, work)),
  on('charge.succeeded', ({ id }, work) => {
    const charge = work.get('charge', id)
    openReview(charge, work)
    if (charge.payment_intent === null) bringTrouble(charge, work)
  }),
  on('charge.captured', ({ id }, work) => {
    const charge = work.get('charge', id)
    if (charge.payment_intent === null) bringTrouble(charge, work)
  }),
  on('customer_cash_balance_transaction.created', ({ id }, work) => {
    const movement = work.get('customer_cash_balance_transaction', id)
    reconcile(movement, work)
    announceFunds(movement, work)
  }),
  // After the intent's own news, which its charge's come before.
  on('payment_intent.succeeded', ({ id }, work) => {
    const charge = idOrNull(work.get('payment_intent', id).latest_charge)
    if (charge !== null) bringTrouble(work.get('charge', charge), work)
  }),
  on('charge.refunded', ({ id }, work) => {
    const charge = work.get('charge', id)
    closeRefunded(charge, work)
    closeInquiries(charge, work)
    answerWarnings(charge, work)
  }),
  on('charge.dispute.created', ({ id }, work) => closeDisputed(work.get('dispute', id), work)),
  on('payment_intent.succeeded', ({ id }, work) => settleInvoice(id, work)),
  on('payment_intent.succeeded', ({ id }, work) => collectTax(id, work)),
  on('payment_intent.payment_failed', ({ id }, work) => noteFailedPayment(id, work)),
  on('payment_intent.requires_action', ({ id }, work) => noteActionRequired(id, work)),
  on('invoice.paid', ({ id }, work) => notePaid(id, work)),
  on('invoice.paid', ({ id }, work) => applyPending(id, work)),
  on('invoice.payment_failed', ({ id }, work) => noteUnpaid(id, work)),
  on('invoice.overdue', ({ id }, work) => noteOverdueInvoice(id, work)),
  on('invoice.voided', ({ id }, work) => {
    noteForgiven(id, work)
    forgetPending(id, work)
  }),
  on('invoice.marked_uncollectible', ({ id }, work) => {
    noteForgiven(id, work)
    forgetPending(id, work)
  }),
  on('payment_intent.succeeded', ({ id }, work) => notePaidFor(id, work)),
  on('payment_intent.amount_capturable_updated', ({ id }, work) => notePromised(id, work)),
  on('payment_intent.processing', ({ id }, work) => notePromised(id, work)),
  on('payment_intent.payment_failed', ({ id }, work) => noteFailed(id, work)),
  on('invoice.paid', ({ id }, work) => notePaidFor(id, work)),
  on('setup_intent.succeeded', ({ id }, work) => noteSaved(id, work)),
  on('customer.subscription.resumed', ({ id }, work) => forgetPause(id, work)),
  on('customer.subscription.updated', ({ id }, work) => noteSubscriptionChange(id, work)),
  on('customer.subscription.deleted', ({ id }, work) => noteSubscriptionEnd(id, work)),
  ...SUBSCRIPTION_NEWS.map((type) =>
    on(type, ({ id }, work) => refreshEntitlements(work.get('subscription', id), work)),
  ),
  on('checkout.session.completed', ({ id }, work) => noteSold(id, work)),
]

/** What some test cards are for. */
function bringTrouble(charge: Stripe.Charge, work: UnitOfWork): void {
  openDisputes(charge, work)
  warnOfFraud(charge, work)
}

function on(to: EventType, run: Reaction['run']): Reaction {
  return { to, run }
}
