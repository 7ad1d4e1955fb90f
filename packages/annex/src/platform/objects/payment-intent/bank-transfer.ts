/** Pays from what the customer has sent by bank transfer, and waits for what is still missing. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { bankTransferTo, referenceOf } from '../cash-balance/addresses.js'
import { availableIn, isReconciled } from '../cash-balance/available.js'
import { moveCash } from '../cash-balance/move.js'
import { methodNamed } from '../payment-method/resolve.js'
import { idOf, idOrNull } from '../reference.js'
import type { Outcome } from './outcome.js'
import { pay } from './pay.js'
import { customerMissing, insufficientCash, manualCaptureUnsupported } from './refusals.js'

type PaymentIntent = Stripe.PaymentIntent

/** A confirmation: uses what is there, and says where to send the rest. */
export function payByTransfer(
  ready: PaymentIntent,
  method: Stripe.PaymentMethod,
  work: UnitOfWork,
): Outcome {
  const customer = idOrNull(ready.customer)
  if (customer === null) throw customerMissing(ready)
  if (ready.capture_method === 'manual') throw manualCaptureUnsupported(method.type, ready)
  const most = isReconciled(customer, work) ? ready.amount : 0
  const covered = most > 0 && available(ready, work) >= missing(ready, work)
  const waits = ready.payment_method_options?.customer_balance?.funding_type === 'bank_transfer'
  if (!covered && !waits) throw insufficientCash(ready)
  return fund(ready, { method, most }, work)
}

/** Moves at most `most` from the customer's cash to the intent; all that was missing pays it. */
export function fund(
  ready: PaymentIntent,
  { method, most }: { method: Stripe.PaymentMethod; most: number },
  work: UnitOfWork,
): Outcome {
  const lacking = missing(ready, work)
  const used = Math.min(most, lacking, available(ready, work))
  if (used > 0) apply(ready, used, work)
  if (used < lacking) return { intent: wait(ready, lacking - used, work) }
  const attempt = { method, verdict: { kind: 'approved' }, authenticated: false } as const
  return pay({ ...ready, next_action: null }, attempt, work)
}

/** `customer_cash_balance_transaction.created`: money has come in; the oldest that waits takes it. */
export function reconcile(movement: Stripe.CustomerCashBalanceTransaction, work: UnitOfWork): void {
  const customer = idOf(movement.customer)
  if (movement.type !== 'funded' || !isReconciled(customer, work)) return
  const waiting = work
    .list('payment_intent', { customer, status: 'requires_action' })
    .filter(({ next_action }) => next_action?.type === 'display_bank_transfer_instructions')
    .filter(({ currency }) => currency === movement.currency)
  for (const intent of waiting.toReversed()) {
    if (available(intent, work) <= 0) return
    fund(intent, { method: methodOf(intent, work), most: intent.amount }, work)
  }
}

/** A canceled intent gives back what it had been given. */
export function giveBackCash(intent: PaymentIntent, work: UnitOfWork): void {
  const given = applied(intent, work)
  if (given <= 0) return
  moveCash(
    {
      ...{ type: 'unapplied_from_payment', net_amount: given },
      ...{ customer: idOrNull(intent.customer) ?? '', currency: intent.currency },
      unapplied_from_payment: { payment_intent: intent.id },
    },
    work,
  )
}

export function available(intent: PaymentIntent, work: UnitOfWork): number {
  return availableIn(intent.currency, idOrNull(intent.customer) ?? '', work)
}

export function missing(intent: PaymentIntent, work: UnitOfWork): number {
  return intent.amount - applied(intent, work)
}

function applied(intent: PaymentIntent, work: UnitOfWork): number {
  const customer = idOrNull(intent.customer)
  if (customer === null) return 0
  return work
    .list('customer_cash_balance_transaction', { customer })
    .filter((moved) => intentBehind(moved) === intent.id)
    .reduce((sum, { net_amount }) => sum - net_amount, 0)
}

function intentBehind(moved: Stripe.CustomerCashBalanceTransaction): string | null {
  const about = moved.applied_to_payment ?? moved.unapplied_from_payment
  return idOrNull(about?.payment_intent)
}

function apply(intent: PaymentIntent, amount: number, work: UnitOfWork): void {
  moveCash(
    {
      ...{ type: 'applied_to_payment', net_amount: -amount },
      ...{ customer: idOrNull(intent.customer) ?? '', currency: intent.currency },
      applied_to_payment: { payment_intent: intent.id },
    },
    work,
  )
}

function wait(ready: PaymentIntent, remaining: number, work: UnitOfWork): PaymentIntent {
  const customer = idOrNull(ready.customer) ?? ''
  const options = ready.payment_method_options?.customer_balance?.bank_transfer
  const country = options?.eu_bank_transfer?.country
  const transfer = bankTransferTo(customer, ready.currency, country)
  if (!transfer) throw insufficientCash(ready)
  return work.update('payment_intent', ready.id, {
    ...ready,
    next_action: {
      display_bank_transfer_instructions: {
        amount_remaining: remaining,
        currency: ready.currency,
        financial_addresses: transfer.financial_addresses,
        hosted_instructions_url: null,
        reference: referenceOf(customer),
        type: transfer.type,
      },
      type: 'display_bank_transfer_instructions',
    },
    status: 'requires_action',
  })
}

function methodOf(intent: PaymentIntent, work: UnitOfWork): Stripe.PaymentMethod {
  return methodNamed(idOrNull(intent.payment_method) ?? '', work, 'payment_method')
}
