/** Where refunded money goes, and how it gets there: by the type of the charge's payment method. */
import type Stripe from 'stripe'
import { testCardBehind } from '../card/known.js'
import { wayOf } from '../payment-method/types.js'

type Destination = Stripe.Refund.DestinationDetails

/** Paid in cash or by a voucher: nobody knows an account to send money to, so the payer is asked. */
const ANONYMOUS = ['boleto', 'fpx', 'konbini', 'multibanco', 'oxxo', 'paynow', 'promptpay']

export type Delivery = 'at_once' | 'pending' | 'failing' | 'asks'

export function deliveryFor({ payment_method_details: made }: Stripe.Charge): Delivery {
  if (made?.card) return testCardBehind(made.card)?.refunds ?? 'at_once'
  const type = made?.type ?? ''
  if (ANONYMOUS.includes(type)) return 'asks'
  return wayOf(type) === 'debit' ? 'pending' : 'at_once'
}

/** @param reference the number the network has given the refund; null until it has */
export function destination(charge: Stripe.Charge, reference: string | null): Destination {
  const type = charge.payment_method_details?.type ?? 'card'
  if (type === 'us_bank_account') {
    const us_bank_transfer = { reference, reference_status: reference ? 'available' : 'pending' }
    return { type: 'us_bank_transfer', us_bank_transfer }
  }
  if (type === 'customer_balance') {
    return { customer_cash_balance: {}, type: 'customer_cash_balance' }
  }
  if (type !== 'card') return { type }
  return {
    card: {
      ...(reference === null ? {} : { reference }),
      reference_status: reference === null ? 'pending' : 'available',
      reference_type: 'acquirer_reference_number',
      type: 'refund',
    },
    type: 'card',
  }
}
