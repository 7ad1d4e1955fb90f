/** The life of a payment: https://docs.stripe.com/payments/paymentintents/lifecycle, as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { unexpectedState } from './refusals.js'

export const unpaid = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
] as const

/** Where a try to pay may end; `requires_payment_method` means it was declined. */
const tried = [
  'requires_payment_method',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
] as const

export const lifecycle = lifecycleOf<Stripe.PaymentIntent>({
  verbs: {
    confirm: { from: unpaid, to: tried },
    capture: { from: ['requires_capture'], to: ['succeeded'] },
    cancel: { from: [...unpaid, 'requires_capture', 'processing'], to: ['canceled'] },
    apply_customer_balance: { from: unpaid, to: ['requires_action', 'succeeded'] },
    increment_authorization: { from: ['requires_capture'] },
    verify_microdeposits: { from: ['requires_action'], to: ['processing'] },
    // Ours alone: the payer passed or failed 3-D Secure; a hold lapsed; a transfer came
    // in; a bank has answered.
    authenticate: { from: ['requires_action'], to: tried },
    expire: { from: ['requires_capture'], to: ['canceled'] },
    fund: { from: ['requires_action'], to: ['succeeded'] },
    finish: { from: ['processing'], to: ['succeeded', 'requires_payment_method'] },
  },
  refusal: unexpectedState,
  entering: {
    requires_action: 'payment_intent.requires_action',
    processing: 'payment_intent.processing',
    requires_capture: 'payment_intent.amount_capturable_updated',
    succeeded: 'payment_intent.succeeded',
    canceled: 'payment_intent.canceled',
  },
  // A failed try is a change of this field; there is no `payment_intent.updated`.
  changing: {
    last_payment_error: 'payment_intent.payment_failed',
    amount_capturable: 'payment_intent.amount_capturable_updated',
    next_action: (intent, before) =>
      remainingOf(intent) < remainingOf(before) ? 'payment_intent.partially_funded' : [],
  },
  changed: null,
})

/** What is still to come by bank transfer; of an intent that waits for none, nothing to compare. */
function remainingOf({ next_action }: Stripe.PaymentIntent): number {
  return next_action?.display_bank_transfer_instructions?.amount_remaining ?? Infinity
}
