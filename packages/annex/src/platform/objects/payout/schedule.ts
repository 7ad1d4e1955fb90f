/** On which days an account's available money is paid out by itself. */
import type Stripe from 'stripe'

type Schedule = Stripe.Account.Settings.Payouts.Schedule

const DAY = 86_400
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** The first day of the schedule at or after `now`, at midnight UTC; undefined: never by itself. */
export function nextPayoutDay(schedule: Schedule, now: number): number | undefined {
  if (schedule.interval === 'manual') return undefined
  const first = Math.ceil(now / DAY) * DAY
  for (let day = first; day < first + 62 * DAY; day += DAY) {
    if (isPayoutDay(schedule, new Date(day * 1000))) return day
  }
  return undefined
}

function isPayoutDay(schedule: Schedule, day: Date): boolean {
  const weekday = WEEKDAYS[day.getUTCDay()] ?? ''
  if (schedule.interval === 'daily') return !['saturday', 'sunday'].includes(weekday)
  if (schedule.interval === 'weekly') {
    const days: readonly string[] = schedule.weekly_payout_days ?? [
      schedule.weekly_anchor ?? 'monday',
    ]
    return days.includes(weekday)
  }
  const days = schedule.monthly_payout_days ?? [schedule.monthly_anchor ?? 1]
  return days.some((one) => Math.min(one, lastDayOfMonth(day)) === day.getUTCDate())
}

function lastDayOfMonth(day: Date): number {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate()
}
