/** Days and months of a story, in UTC. */
import type { Random } from '../../../core/random.js'
import type { Span } from './happenings.js'

export const HOUR = 3600
export const DAY = 86_400

/** `months` calendar months before `at`, at the same time of day; the 31st becomes the 28th. */
export function monthsBefore(at: number, months: number): number {
  return addMonths(at, -months)
}

/** The same day of another month, or its 28th where there is no such day. */
export function addMonths(at: number, months: number): number {
  const date = new Date(at * 1000)
  const day = date.getUTCDate()
  date.setUTCDate(Math.min(day, 28))
  date.setUTCMonth(date.getUTCMonth() + months)
  return Math.floor(date.getTime() / 1000)
}

/** The story's months as spans, the first one first, each with its place in 0 … months − 1. */
export function monthsOf({
  start,
  end,
  months,
}: Span): { index: number; from: number; to: number }[] {
  return Array.from({ length: months }, (_, index) => ({
    index,
    from: index === 0 ? start : addMonths(end, index - months),
    to: addMonths(end, index + 1 - months),
  }))
}

/** Some moment between two others, while shops are open: 7 to 21 o'clock UTC. */
export function momentBetween(from: number, to: number, random: Random): number {
  const at = from + random.integer(Math.max(to - from, 1))
  const midnight = at - (at % DAY)
  return Math.min(Math.max(midnight + openingTime(random), from), to - 1)
}

function openingTime(random: Random): number {
  return 7 * HOUR + random.integer(14 * HOUR)
}
