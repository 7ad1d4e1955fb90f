/** A dispute as it is opened: about one transaction, for at most what that took. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { checkAtLeast } from '../amounts.js'
import { idOf } from '../reference.js'
import { lifecycle } from './lifecycle.js'
import {
  alreadyDisputed,
  amountAboveTransaction,
  onlyCapturesDisputed,
  settled,
} from './refusals.js'

type Dispute = Stripe.Issuing.Dispute
type Params = Stripe.Issuing.DisputeCreateParams

/** Networks take disputes of a transaction for about this long. */
const SUBMIT_WITHIN_SECONDS = 110 * DAY_SECONDS

export function checkDispute(params: Params, work: UnitOfWork, before?: Dispute): void {
  if (before && before.status !== 'unsubmitted' && (params.evidence || params.amount)) {
    throw settled(before)
  }
  const id = before ? idOf(before.transaction) : params.transaction
  if (!id) throw parameterMissing('transaction')
  const transaction = work.get('issuing.transaction', id, 'transaction')
  if (transaction.type !== 'capture') throw onlyCapturesDisputed(transaction)
  if (!before && transaction.dispute) throw alreadyDisputed(transaction)
  checkAtLeast(1, params.amount)
  if ((params.amount ?? 0) > -transaction.amount) throw amountAboveTransaction(transaction)
}

export function newDispute(params: Params, work: UnitOfWork): Partial<Dispute> {
  const transaction = work.get('issuing.transaction', params.transaction ?? '', 'transaction')
  const { currency, id } = transaction
  return { amount: params.amount ?? -transaction.amount, currency, transaction: id }
}

export function watchDispute(dispute: Dispute, _params: unknown, work: UnitOfWork): Dispute {
  const transaction = work.get('issuing.transaction', idOf(dispute.transaction))
  work.update('issuing.transaction', transaction.id, { dispute: dispute.id })
  const until = transaction.created + SUBMIT_WITHIN_SECONDS
  work.later(until, 'expire_issuing_dispute', dispute.id)
  return dispute
}

export const expireIssuingDispute: DueTask = (id, work) => {
  const dispute = work.find('issuing.dispute', id)
  if (!dispute || !mayRun(lifecycle, 'expire', dispute)) return
  work.update('issuing.dispute', id, { status: 'expired' })
}
