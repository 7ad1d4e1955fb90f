/** The issuer has answered: makes the charge, and takes the intent where it belongs. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Verdict } from '../card/verdict.js'
import { HOLD_SECONDS, type Payment } from '../charge/new-charge.js'
import { take } from '../charge/take.js'
import { siblingId } from '../payment-ids.js'
import { attachTo } from '../payment-method/attach.js'
import { endPermission } from '../payment-method/permission.js'
import { idOf, idOrNull } from '../reference.js'
import { fail } from './fail.js'
import type { Outcome } from './outcome.js'

type PaymentIntent = Stripe.PaymentIntent

export interface Attempt {
  readonly method: Stripe.PaymentMethod
  readonly verdict: Verdict
  readonly authenticated: boolean
}

/** @param ready the intent with all that the confirmation changed, not yet kept */
export function pay(ready: PaymentIntent, attempt: Attempt, work: UnitOfWork): Outcome {
  const charge = take(paymentFor(ready, attempt, work), settlementOf(ready), work)
  // A review may have been opened when the charge was announced.
  const { review } = work.get('charge', charge.id)
  const tried = { ...ready, latest_charge: charge.id, review: idOrNull(review) }
  if (attempt.verdict.kind === 'declined') {
    return fail(tried, { method: attempt.method, reason: attempt.verdict.reason, charge }, work)
  }
  const paid = charge.captured ? succeed(tried, work) : hold(tried, work)
  keepOrSpend(paid, attempt.method, work)
  return { intent: paid }
}

function succeed(tried: PaymentIntent, work: UnitOfWork): PaymentIntent {
  const taken = { amount_received: tried.amount, amount_capturable: 0 }
  return work.update('payment_intent', tried.id, { ...tried, ...taken, status: 'succeeded' })
}

function hold(tried: PaymentIntent, work: UnitOfWork): PaymentIntent {
  work.later(work.now + HOLD_SECONDS, 'expire_authorization', tried.id)
  const held = { amount_capturable: tried.amount, status: 'requires_capture' } as const
  return work.update('payment_intent', tried.id, { ...tried, ...held })
}

// A method that paid is saved when the intent says so; one that belongs to nobody is spent.
export function keepOrSpend(
  paid: PaymentIntent,
  method: Stripe.PaymentMethod,
  work: UnitOfWork,
): void {
  const customer = idOrNull(paid.customer)
  if (method.customer !== null) return
  if (customer !== null && paid.setup_future_usage !== null) attachTo(customer, method, work)
  else endPermission(method, work)
}

/** What this try asks whoever stands behind the method. */
export function paymentFor(intent: PaymentIntent, attempt: Attempt, work: UnitOfWork): Payment {
  return {
    // Charges to anything but cards are payments, as their ids say.
    id: siblingId(isCard(attempt.method) ? 'ch' : 'py', intent.id, work),
    amount: intent.amount,
    currency: intent.currency,
    customer: idOrNull(intent.customer),
    description: intent.description,
    // Copied at this moment only: later changes of the intent's metadata stay there.
    metadata: { ...intent.metadata },
    payment_intent: intent.id,
    hold: intent.capture_method === 'manual',
    incremental: growsOnRequest(intent),
    ...attempt,
    more: {
      // What falls due by itself is done for nobody; the intent knows whose it is.
      application: intent.application,
      application_fee_amount: intent.application_fee_amount,
      on_behalf_of: intent.on_behalf_of,
      receipt_email: intent.receipt_email,
      shipping: intent.shipping,
      statement_descriptor: intent.statement_descriptor,
      statement_descriptor_suffix: intent.statement_descriptor_suffix,
      transfer_data: transferOf(intent),
      transfer_group: intent.transfer_group ?? (intent.transfer_data && `group_${intent.id}`),
    },
  }
}

/** Typed in, or held to a reader. */
function isCard({ type }: Stripe.PaymentMethod): boolean {
  return type === 'card' || type === 'card_present' || type === 'interac_present'
}

function transferOf({ transfer_data }: PaymentIntent): Stripe.Charge.TransferData | null {
  if (!transfer_data) return null
  return { amount: transfer_data.amount ?? null, destination: idOf(transfer_data.destination) }
}

function growsOnRequest({ capture_method, payment_method_options }: PaymentIntent): boolean {
  const asked = payment_method_options?.card?.request_incremental_authorization
  return capture_method === 'manual' && asked === 'if_available'
}

export function settlementOf(intent: PaymentIntent): 'at_once' | 'soon' {
  return intent.capture_method === 'automatic' ? 'at_once' : 'soon'
}
