/** Reports with a line for each sum. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Row } from './csv.js'
import {
  inUnits,
  isPayout,
  movementsIn,
  movementsUntil,
  timeIn,
  type Movement,
} from './movements.js'
import type { Span } from './types.js'

/** For each currency: what was there, what came of payments and of payouts, and what is left. */
export function balanceSummary(span: Span, work: UnitOfWork): Row[] {
  const byCurrency = Map.groupBy(movementsUntil(span, work), ({ currency }) => currency)
  return [...byCurrency].toSorted(byName).flatMap(([currency, all]) => {
    const before = all.filter(({ created }) => created < span.from)
    const during = all.filter(({ created }) => created >= span.from)
    const [payouts, activity] = [during.filter(isPayout), during.filter((one) => !isPayout(one))]
    const [first, last] = [dayOf(span.from, span), dayOf(span.until - 1, span)]
    const line = (category: string, description: string, amount: number): Row => ({
      ...{ category, description, currency, net_amount: inUnits(amount, currency) },
    })
    return [
      line('starting_balance', `Starting balance (${first})`, sum(before, 'net')),
      line('activity_gross', 'Account activity before fees', sum(activity, 'amount')),
      line('activity_fee', 'Less fees', -sum(activity, 'fee')),
      line('activity', 'Net balance change from activity', sum(activity, 'net')),
      line('payouts_gross', 'Payouts before fees', sum(payouts, 'amount')),
      line('payouts_fee', 'Less payout fees', -sum(payouts, 'fee')),
      line('payouts', 'Total payouts', sum(payouts, 'net')),
      line('ending_balance', `Ending balance (${last})`, sum(all, 'net')),
    ]
  })
}

export function activitySummary(span: Span, work: UnitOfWork): Row[] {
  return sums(movementsIn(span, work).filter((one) => !isPayout(one)))
}

export function payoutsSummary(span: Span, work: UnitOfWork): Row[] {
  return sums(movementsIn(span, work).filter(isPayout))
}

function sums(movements: readonly Movement[]): Row[] {
  const groups = Map.groupBy(
    movements,
    ({ currency, reporting_category }) => `${currency} ${reporting_category}`,
  )
  return [...groups].toSorted(byName).map(([name, some]) => {
    const [currency = '', reporting_category = ''] = name.split(' ')
    return {
      ...{ reporting_category, currency, count: String(some.length) },
      gross: inUnits(sum(some, 'amount'), currency),
      fee: inUnits(sum(some, 'fee'), currency),
      net: inUnits(sum(some, 'net'), currency),
    }
  })
}

function sum(movements: readonly Movement[], field: 'amount' | 'fee' | 'net'): number {
  return movements.reduce((total, one) => total + one[field], 0)
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

function dayOf(seconds: number, { timezone }: Span): string {
  return timeIn(seconds, timezone).slice(0, 10)
}
