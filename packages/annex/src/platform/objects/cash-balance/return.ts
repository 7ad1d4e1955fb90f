/** What was paid from a cash balance goes back there when it is refunded. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'
import { moveCash } from './move.js'

export function returnCash(refund: Stripe.Refund, charge: Stripe.Charge, work: UnitOfWork): void {
  const customer = idOrNull(charge.customer)
  if (charge.payment_method_details?.type !== 'customer_balance' || customer === null) return
  moveCash(
    {
      ...{ type: 'refunded_from_payment', net_amount: refund.amount },
      ...{ customer, currency: refund.currency },
      refunded_from_payment: { refund: refund.id },
    },
    work,
  )
}
