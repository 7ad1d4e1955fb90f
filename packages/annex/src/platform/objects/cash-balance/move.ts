/** One movement on a customer's cash balance. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { availableIn } from './available.js'

type Movement = Stripe.CustomerCashBalanceTransaction
type About = Pick<
  Movement,
  'applied_to_payment' | 'funded' | 'refunded_from_payment' | 'unapplied_from_payment'
>

interface Move extends About {
  readonly type: Movement['type']
  readonly customer: string
  readonly currency: string
  /** Positive when money comes in. */
  readonly net_amount: number
}

export function moveCash(move: Move, work: UnitOfWork): Movement {
  return work.insert('customer_cash_balance_transaction', {
    id: work.newId('customer_cash_balance_transaction'),
    object: 'customer_cash_balance_transaction',
    created: work.now,
    customer_account: null,
    ending_balance: availableIn(move.currency, move.customer, work) + move.net_amount,
    livemode: work.caller.livemode,
    ...move,
  })
}
