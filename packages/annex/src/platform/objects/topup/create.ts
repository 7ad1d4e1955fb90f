/** `POST /v1/topups`: fetches money from the account's own bank into its balance. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import { integerTooSmall } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { record } from '../balance-transaction/record.js'
import { PAYOUT_FAILURES } from '../external-account/test-banks.js'
import { lifecycle } from './lifecycle.js'
import { onlyInDollars } from './refusals.js'
import { failureOf, sourceOf } from './source.js'

type Params = Stripe.TopupCreateParams

/** Between asking the bank and its answer; five or six business days outside of tests. */
const ANSWERED_AFTER_SECONDS = 5

export function checkTopup(params: Params, work: UnitOfWork): void {
  if (params.amount < 1) throw integerTooSmall('amount', 1)
  if (params.currency !== 'usd') throw onlyInDollars(params.currency)
  failureOf(params.source, work)
}

export function toppingUp(params: Params, work: UnitOfWork): Partial<Stripe.Topup> {
  const failure = failureOf(params.source, work)
  return {
    balance_transaction: null,
    expected_availability_date: work.now + ANSWERED_AFTER_SECONDS,
    initiated_by: 'user',
    source: sourceOf(params.amount, failure, work),
    status: 'pending',
  }
}

/** What the bank will answer is settled, though nobody knows yet. */
export function askBank(topup: Stripe.Topup, params: Params, work: UnitOfWork): Stripe.Topup {
  const failure = failureOf(params.source, work)
  const task = failure === null ? 'receive_topup' : `fail_topup_${failure}`
  work.later(work.now + ANSWERED_AFTER_SECONDS, task, topup.id)
  return topup
}

export const receiveTopup: DueTask = (id, work) => {
  const topup = work.find('topup', id)
  if (!topup || !mayRun(lifecycle, 'arrive', topup)) return
  const movement = {
    id: work.newId('balance_transaction'),
    type: 'topup',
    reporting_category: 'topup',
    amount: topup.amount,
    currency: topup.currency,
    source: id,
    description: topup.description ?? 'Top-up',
    atOnce: true,
  } as const
  const balance_transaction = record(movement, work).id
  work.update('topup', id, { balance_transaction, status: 'succeeded' })
}

/** One task for each reason a bank may have, by name. */
export const failTopup: Readonly<Record<string, DueTask>> = Object.fromEntries(
  Object.entries(PAYOUT_FAILURES).map(([failure_code, failure_message]): [string, DueTask] => [
    `fail_topup_${failure_code}`,
    (id, work) => {
      const topup = work.find('topup', id)
      if (!topup || !mayRun(lifecycle, 'arrive', topup)) return
      work.update('topup', id, { failure_code, failure_message, status: 'failed' })
    },
  ]),
)
