/** Payouts nobody asks for: what is available on the days the account's schedule names. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { availableIn } from '../balance/available.js'
import { defaultFor } from '../external-account/choose.js'
import { payoutOf, sendSoon } from './new-payout.js'
import { nextPayoutDay } from './schedule.js'

/** Between an automatic payout and the list of what is in it. */
const RECONCILED_AFTER_SECONDS = 300

/** Money has become available: plans the next automatic payout, which may be now. */
export function planPayouts(work: UnitOfWork): void {
  const schedule = work.find('account', work.caller.account)?.settings?.payouts?.schedule
  const day = schedule && nextPayoutDay(schedule, work.now)
  if (day !== undefined) work.later(day, 'pay_out_available', work.caller.account)
}

/** The day has come: one payout for each currency and way in. */
export const payOutAvailable: DueTask = (id, work) => {
  if (work.find('account', id)?.payouts_enabled !== true) return
  const parts = new Set(work.funds().map((row) => `${row.currency} ${row.source_type}`))
  for (const part of parts) {
    const [currency = '', source_type = ''] = part.split(' ')
    payOut(currency, source_type, work)
  }
}

/** What it is made of can be listed from now on: `balance_transactions?payout=`. */
export const reconcilePayout: DueTask = (id, work) => {
  if (work.find('payout', id)) {
    work.update('payout', id, { reconciliation_status: 'completed' })
  }
}

function payOut(currency: string, source_type: string, work: UnitOfWork): void {
  const amount = availableIn(currency, work, source_type)
  const destination = defaultFor(currency, work)
  if (amount <= 0 || !destination || destination.status === 'errored') return
  const order = { amount, currency, destination, automatic: true, method: 'standard', source_type }
  const payout: Stripe.Payout = work.insert('payout', payoutOf(order, work))
  sendSoon(payout, work)
  work.later(work.now + RECONCILED_AFTER_SECONDS, 'reconcile_payout', payout.id)
}
