/** Billing periods: whole intervals counted from an anchor, in UTC, with Stripe's rule for month ends. */

import { DAY_SECONDS } from './durations.js'

const INTERVALS = ['day', 'week', 'month', 'year'] as const

export type Interval = (typeof INTERVALS)[number]

/** The interval of that name; Stripe's types leave room for others, which there are none of. */
export function intervalNamed(name: string | undefined): Interval {
  return INTERVALS.find((one) => one === name) ?? 'month'
}

/** Every so often: `{ interval: 'month', interval_count: 3 }` is quarterly. */
export interface Rhythm {
  readonly interval: Interval
  readonly interval_count: number
}

/** From `start` up to, but without, `end`; Unix seconds. */
export interface Period {
  readonly start: number
  readonly end: number
}

/** Longer than any month, shorter than any month and a half: only to guess near the right period. */
const MONTH_SECONDS = 30.436875 * DAY_SECONDS

/**
 * The moment `count` rhythms after the anchor (before it, when negative). A month without the
 * anchor's day ends on its last one, and the next month has the day again: 31 Jan, 28 Feb, 31 Mar.
 */
export function stepFrom(anchor: number, { interval, interval_count }: Rhythm, count: number) {
  const intervals = interval_count * count
  if (interval === 'day') return anchor + intervals * DAY_SECONDS
  if (interval === 'week') return anchor + intervals * 7 * DAY_SECONDS
  return addMonths(anchor, interval === 'year' ? intervals * 12 : intervals)
}

function addMonths(time: number, months: number): number {
  const date = new Date(time * 1000)
  const month = date.getUTCMonth() + months
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const midnight = Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastDay))
  return midnight / 1000 + (time % DAY_SECONDS)
}

/** The period that `time` falls into, among those that begin at the anchor and its steps. */
export function periodAt(anchor: number, rhythm: Rhythm, time: number): Period {
  let count = Math.floor((time - anchor) / roughLength(rhythm))
  while (stepFrom(anchor, rhythm, count) > time) count -= 1
  while (stepFrom(anchor, rhythm, count + 1) <= time) count += 1
  return { start: stepFrom(anchor, rhythm, count), end: stepFrom(anchor, rhythm, count + 1) }
}

/** The first step of the anchor that is later than `time`. */
export function nextStepAfter(anchor: number, rhythm: Rhythm, time: number): number {
  return periodAt(anchor, rhythm, time).end
}

/**
 * `count` rhythms after `from`. Counted from the anchor where `from` is one of its steps: a month
 * after 28 February is 31 March for whoever began on the 31st.
 */
export function stepsAfter(anchor: number, rhythm: Rhythm, from: number, count: number): number {
  const near = Math.round((from - anchor) / roughLength(rhythm))
  const step = [near - 1, near, near + 1].find((one) => stepFrom(anchor, rhythm, one) === from)
  if (step === undefined) return stepFrom(from, rhythm, count)
  return stepFrom(anchor, rhythm, step + count)
}

function roughLength({ interval, interval_count }: Rhythm): number {
  const length = { day: DAY_SECONDS, week: 7 * DAY_SECONDS, month: MONTH_SECONDS }
  return interval_count * (interval === 'year' ? 12 * MONTH_SECONDS : length[interval])
}
