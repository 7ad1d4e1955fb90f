/** What an automatic payout is made of: `GET /v1/balance_transactions?payout=`. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'
import { notAutomatic, notReconciledYet } from './refusals.js'

/** Money is held for 31 business days at most, so older movements need not be looked at. */
const LONGEST_PENDING_SECONDS = 60 * 86_400

/** Derived, not stored: an automatic payout takes all there is, so it reaches back to the one before. */
export function inPayout(id: string, work: UnitOfWork) {
  const payout = work.get('payout', id, 'payout')
  if (!payout.automatic) throw notAutomatic()
  if (payout.reconciliation_status !== 'completed') throw notReconciledYet()
  const after = previous(payout, work)?.created ?? 0
  return [
    { field: 'created', operator: '>', value: after - LONGEST_PENDING_SECONDS },
    { field: 'created', operator: '<=', value: payout.created },
    { field: 'available_on', operator: '>', value: after },
    { field: 'available_on', operator: '<=', value: payout.created },
    { field: 'currency', operator: '=', value: payout.currency },
  ] as const
}

function previous(payout: Stripe.Payout, work: UnitOfWork): Stripe.Payout | undefined {
  const destination = idOrNull(payout.destination)
  return work
    .list('payout', { destination, currency: payout.currency, automatic: true })
    .find((one) => one.created < payout.created)
}
