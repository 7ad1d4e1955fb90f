/** The one word Stripe's dashboard has for a payment, from its intent and its last charge. */
import type Stripe from 'stripe'
import type { Filter } from '../../store/object-list.js'

export type PaymentStatus =
  | 'succeeded'
  | 'refunded'
  | 'partially_refunded'
  | 'disputed'
  | 'uncaptured'
  | 'processing'
  | 'failed'
  | 'incomplete'
  | 'canceled'

export function paymentStatus(
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge | undefined,
): PaymentStatus {
  switch (intent.status) {
    case 'succeeded':
      return paidStatus(charge)
    case 'requires_capture':
      return 'uncaptured'
    case 'requires_payment_method':
      return intent.last_payment_error ? 'failed' : 'incomplete'
    case 'canceled':
      return 'canceled'
    case 'processing':
      return 'processing'
    default:
      return 'incomplete'
  }
}

function paidStatus(charge: Stripe.Charge | undefined): PaymentStatus {
  if (charge?.refunded) return 'refunded'
  if (charge?.disputed) return 'disputed'
  return charge && charge.amount_refunded > 0 ? 'partially_refunded' : 'succeeded'
}

const UNPAID = ['requires_payment_method', 'requires_confirmation', 'requires_action']

/** Words of the intent itself, or of its last charge: those lists go through the charges. */
export const FILTERS = {
  succeeded: { of: 'payment_intent', filters: [is('status', 'in', ['succeeded'])] },
  refunded: { of: 'charge', filters: [is('amount_refunded', '>', 0)] },
  disputed: { of: 'charge', filters: [is('disputed', '=', 1)] },
  failed: {
    of: 'payment_intent',
    filters: [
      is('status', 'in', ['requires_payment_method']),
      is('last_payment_error.type', '>', ''),
    ],
  },
  uncaptured: { of: 'payment_intent', filters: [is('status', 'in', ['requires_capture'])] },
  incomplete: {
    of: 'payment_intent',
    filters: [is('status', 'in', UNPAID), is('last_payment_error.type', '=', null)],
  },
  processing: { of: 'payment_intent', filters: [is('status', 'in', ['processing'])] },
  canceled: { of: 'payment_intent', filters: [is('status', 'in', ['canceled'])] },
} as const satisfies Record<string, { of: 'payment_intent' | 'charge'; filters: Filter[] }>

export type PaymentFilter = keyof typeof FILTERS

export function isPaymentFilter(word: string): word is PaymentFilter {
  return Object.hasOwn(FILTERS, word)
}

function is(field: string, operator: Filter['operator'], value: Filter['value']): Filter {
  return { field, operator, value }
}
