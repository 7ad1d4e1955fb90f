/** Money that leaves a financial account: https://docs.stripe.com/treasury/money-movement, as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'

const verbs = {
  cancel: { from: ['processing'], to: ['canceled'] },
  // What networks and banks do: requests of a test, here.
  fail: { from: ['processing'], to: ['failed'] },
  post: { from: ['processing'], to: ['posted'] },
  return: { from: ['posted'], to: ['returned'] },
}

export const transfers = lifecycleOf<Stripe.Treasury.OutboundTransfer>({
  verbs,
  entering: {
    canceled: 'treasury.outbound_transfer.canceled',
    failed: 'treasury.outbound_transfer.failed',
    posted: 'treasury.outbound_transfer.posted',
    returned: 'treasury.outbound_transfer.returned',
  },
  changing: { tracking_details: 'treasury.outbound_transfer.tracking_details_updated' },
})

export const payments = lifecycleOf<Stripe.Treasury.OutboundPayment>({
  verbs,
  entering: {
    canceled: 'treasury.outbound_payment.canceled',
    failed: 'treasury.outbound_payment.failed',
    posted: 'treasury.outbound_payment.posted',
    returned: 'treasury.outbound_payment.returned',
  },
  changing: { tracking_details: 'treasury.outbound_payment.tracking_details_updated' },
})
