/** What a subscription bought here will cost later: "then $29.00 per month". */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { couponOf, hasTrial, pricedLines, totalOf, type Priced } from './amounts.js'
import type { Kept } from './kept.js'

export interface Rhythm {
  readonly interval: string
  readonly interval_count: number
}

export interface Later {
  readonly amount: number
  readonly rhythm: Rhythm
  /** When that begins, where a trial comes first. */
  readonly from: number | null
}

/** One for each rhythm among the prices; without discounts that end with the first invoice. */
export function laterOf(session: Kept, work: UnitOfWork): readonly Later[] {
  const from = trialEndOf(session, work.now)
  const lasting = { ...session, discounts: lastingDiscounts(session, work), kept: untried(session) }
  const recurring = pricedLines(lasting, work).filter(({ price }) => price.recurring)
  return [...Map.groupBy(recurring, nameOf).values()].flatMap((lines) => {
    const rhythm = lines[0] && rhythmOf(lines[0])
    return rhythm
      ? [{ amount: lines.reduce((sum, one) => sum + totalOf(one), 0), rhythm, from }]
      : []
  })
}

export function rhythmOf({ price }: Pick<Priced, 'price'>): Rhythm | undefined {
  if (!price.recurring) return undefined
  const { interval, interval_count } = price.recurring
  return { interval, interval_count }
}

/** How many days are free, where that is how the trial was given. */
export function trialDaysOf({ kept }: Kept): number | undefined {
  return kept.terms.subscription_data?.trial_period_days
}

export function trialEndOf(session: Kept, now: number): number | null {
  if (!hasTrial(session)) return null
  const { trial_end, trial_period_days = 0 } = session.kept.terms.subscription_data ?? {}
  return trial_end ?? now + trial_period_days * DAY_SECONDS
}

function nameOf({ price }: Priced): string {
  return `${price.recurring?.interval_count} ${price.recurring?.interval}`
}

function untried({ kept }: Kept): Kept['kept'] {
  const { trial_end: _, trial_period_days: __, ...data } = kept.terms.subscription_data ?? {}
  return { ...kept, terms: { ...kept.terms, subscription_data: data } }
}

function lastingDiscounts({ discounts }: Kept, work: UnitOfWork): Kept['discounts'] {
  return (discounts ?? []).filter((one) => couponOf(one, work)?.duration !== 'once')
}
