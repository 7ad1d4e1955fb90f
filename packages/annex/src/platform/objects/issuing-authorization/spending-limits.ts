/** How much a card may spend in a day, a week, … in UTC, on all or on some sorts of merchants. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

type Authorization = Stripe.Issuing.Authorization
type Limit = Stripe.Issuing.Card.SpendingControls.SpendingLimit

export function isOverLimit(
  asked: Partial<Authorization>,
  limits: readonly Limit[],
  work: UnitOfWork,
): boolean {
  return limits.some((limit) => {
    if (!isAbout(limit, asked)) return false
    return spentBefore(asked, limit, work) + (asked.amount ?? 0) > limit.amount
  })
}

function isAbout({ categories }: Limit, { merchant_data }: Partial<Authorization>): boolean {
  if (!categories?.length) return true
  return categories.some((category) => category === merchant_data?.category)
}

/** What is approved and not given back: held or captured. */
function spentBefore(asked: Partial<Authorization>, limit: Limit, work: UnitOfWork): number {
  if (limit.interval === 'per_authorization') return 0
  const since = beginningOf(limit.interval, work.now)
  return work
    .list('issuing.authorization', { 'card.id': asked.card?.id ?? '' })
    .filter((one) => one.approved && one.created >= since && isAbout(limit, one))
    .reduce((sum, one) => sum + one.amount + capturedOf(one, work), 0)
}

function capturedOf({ id }: Authorization, work: UnitOfWork): number {
  const captures = work.list('issuing.transaction', { authorization: id, type: 'capture' })
  return captures.reduce((sum, { amount }) => sum - amount, 0)
}

function beginningOf(interval: Limit['interval'], now: number): number {
  const date = new Date(now * 1000)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  switch (interval) {
    case 'daily':
      return Date.UTC(year, month, day) / 1000
    case 'weekly':
      // Weeks begin on Sunday.
      return Date.UTC(year, month, day - date.getUTCDay()) / 1000
    case 'monthly':
      return Date.UTC(year, month, 1) / 1000
    case 'yearly':
      return Date.UTC(year, 0, 1) / 1000
    default:
      return 0
  }
}
