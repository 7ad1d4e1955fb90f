/** When phases begin and end: each where the one before it ends. */
import type Stripe from 'stripe'
import { parametersExclusive } from '../../engine/refusals/parameters.js'
import { intervalNamed, stepsAfter, type Period, type Rhythm } from '../billing/calendar.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { endsBeforeStart, gapBefore, tooFarAhead } from './refusals.js'

/** `iterations` in the words of older versions: so many intervals of the first price. */
type PhaseParams = Stripe.SubscriptionScheduleUpdateParams.Phase & { readonly iterations?: number }

const MOST_YEARS = 20

export interface Place {
  /** Where the phase before it ends, or the schedule starts. */
  readonly start: number
  /** What months are counted from, so that one which ends on the 31st goes on doing so. */
  readonly anchor: number
  readonly now: number
  /** How long it lasts when nobody says: one interval of its first price. */
  readonly usual: Rhythm
}

/** @param param where the phase stands: `phases[0]` */
export function datesOf(phase: PhaseParams, { start, ...place }: Place, param: string): Period {
  const { start_date, end_date, duration } = phase
  if (end_date !== undefined && duration) {
    throw parametersExclusive([`${param}[end_date]`, `${param}[duration]`])
  }
  if (phase.iterations !== undefined && (duration || end_date !== undefined)) {
    const other = duration ? 'duration' : 'end_date'
    throw parametersExclusive([`${param}[${other}]`, `${param}[iterations]`])
  }
  const said = start_date === 'now' ? place.now : start_date
  if (said !== undefined && said !== start) throw gapBefore(param)
  const end = endOf(phase, { start, ...place })
  if (end <= start) throw endsBeforeStart(param)
  if (!(end <= place.now + MOST_YEARS * 366 * DAY_SECONDS)) {
    throw tooFarAhead(`${param}[${duration ? 'duration' : 'end_date'}]`, MOST_YEARS)
  }
  return { start, end }
}

function endOf(
  { end_date, duration, iterations = 1 }: PhaseParams,
  { start, anchor, now, usual }: Place,
): number {
  if (end_date === 'now') return now
  if (end_date !== undefined) return end_date
  if (!duration) return stepsAfter(anchor, usual, start, iterations)
  const rhythm = { interval: intervalNamed(duration.interval), interval_count: 1 }
  return stepsAfter(anchor, rhythm, start, duration.interval_count ?? 1)
}
