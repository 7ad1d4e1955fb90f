/** Fetches money that was paid out back from the bank: a second payout, with the amount negative. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { findExternalAccount } from '../external-account/choose.js'
import { metadataFrom } from '../metadata.js'
import { idOrNull } from '../reference.js'
import { payoutOf, sendSoon } from './new-payout.js'
import { alreadyReversed, onlyUnitedStatesBanks } from './refusals.js'

export function reverse(
  payout: Stripe.Payout,
  params: Stripe.PayoutReverseParams,
  work: UnitOfWork,
): Stripe.Payout {
  if (payout.reversed_by !== null || payout.original_payout !== null) throw alreadyReversed(payout)
  const destination = findExternalAccount(idOrNull(payout.destination) ?? '', work)
  if (destination?.object !== 'bank_account' || destination.country !== 'US') {
    throw onlyUnitedStatesBanks()
  }
  const { currency, method, source_type } = payout
  const more = { original_payout: payout.id, metadata: metadataFrom(params.metadata) }
  const order = { currency, destination, method, source_type, automatic: false, more }
  const reversal = work.insert('payout', payoutOf({ ...order, amount: -payout.amount }, work))
  work.update('payout', payout.id, { reversed_by: reversal.id })
  sendSoon(reversal, work)
  return reversal
}
