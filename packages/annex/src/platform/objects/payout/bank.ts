/** What the bank does with a payout: takes it in, and lets it arrive or sends it back. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { findExternalAccount } from '../external-account/choose.js'
import {
  PAYOUT_FAILURES,
  payoutFailureOf,
  type PayoutFailure,
} from '../external-account/test-banks.js'
import { idOrNull } from '../reference.js'
import { lifecycle } from './lifecycle.js'
import { giveBack } from './give-back.js'

/** The bank has it: from now on it cannot be canceled. */
export const sendPayout: DueTask = (id, work) => {
  const payout = work.find('payout', id)
  if (!payout || !mayRun(lifecycle, 'send', payout)) return
  work.update('payout', id, { status: 'in_transit' })
  work.later(Math.max(payout.arrival_date, work.now), 'deliver_payout', id)
}

/** The day of arrival: most arrive, those to some test bank accounts come back. */
export const deliverPayout: DueTask = (id, work) => {
  const payout = work.find('payout', id)
  if (!payout || !mayRun(lifecycle, 'arrive', payout)) return
  const bank = findExternalAccount(idOrNull(payout.destination) ?? '', work)
  const failure = bank?.object === 'bank_account' ? payoutFailureOf(bank.last4) : null
  if (failure === null) work.update('payout', id, { status: 'paid', trace_id: traceOf(work) })
  else fail(payout, failure, work)
}

function fail(payout: Stripe.Payout, code: PayoutFailure, work: UnitOfWork): void {
  work.update('payout', payout.id, {
    failure_balance_transaction: giveBack(payout, 'payout_failure', work),
    failure_code: code,
    failure_message: PAYOUT_FAILURES[code],
    status: 'failed',
  })
  // Automatic payouts leave it alone until its owner has looked at it.
  work.update('bank_account', idOrNull(payout.destination) ?? '', { status: 'errored' })
}

function traceOf(work: UnitOfWork): Stripe.Payout.TraceId {
  const value = Array.from(work.random.bytes(15), (byte) => byte % 10).join('')
  return { status: 'supported', value }
}
