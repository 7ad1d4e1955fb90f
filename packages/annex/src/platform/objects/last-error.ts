/** What went wrong with the last try, as intents keep it: `last_payment_error`, `last_setup_error`. */
import type Stripe from 'stripe'
import type { Refusal } from '../engine/errors.js'

export function lastError({ fields }: Refusal, method: Stripe.PaymentMethod) {
  const { advice_code, charge, code, decline_code, message, param, type } = fields
  return {
    ...(advice_code && { advice_code }),
    ...(charge && { charge }),
    ...(code && { code, doc_url: docUrl(code) }),
    ...(decline_code && { decline_code }),
    message,
    ...(param && { param }),
    payment_method: method,
    type,
  } satisfies Stripe.PaymentIntent.LastPaymentError
}

function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`
}
