/** Calls a payout back before the bank has it. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { giveBack } from './give-back.js'

export function cancel(payout: Stripe.Payout, _params: unknown, work: UnitOfWork): Stripe.Payout {
  return work.update('payout', payout.id, {
    failure_balance_transaction: giveBack(payout, 'payout_cancel', work),
    status: 'canceled',
  })
}
