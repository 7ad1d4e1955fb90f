/** Times in words. All are UTC, and say so where it matters: the server doesn't know the reader's zone. */

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const date = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' })
const dateWithYear = new Intl.DateTimeFormat('en-US', {
  ...{ month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' },
})
const month = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const clock = new Intl.DateTimeFormat('en-GB', {
  ...{ hour: '2-digit', minute: '2-digit', timeZone: 'UTC' },
})
const clockWithSeconds = new Intl.DateTimeFormat('en-GB', {
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'UTC' },
})

/** `Mar 4, 2025, 14:03:09 UTC`. @param at Unix seconds */
export function exactTime(at: number): string {
  const moment = new Date(at * 1000)
  return `${dateWithYear.format(moment)}, ${clockWithSeconds.format(moment)} UTC`
}

/** `Mar 4, 2025`. */
export function dayOf(at: number): string {
  return dateWithYear.format(new Date(at * 1000))
}

/** `March 2025`. */
export function monthOf(at: number): string {
  return month.format(new Date(at * 1000))
}

/** `Mar 4, 14:03`. */
export function shortTime(at: number): string {
  const moment = new Date(at * 1000)
  return `${date.format(moment)}, ${clock.format(moment)}`
}

/** `3 min ago`, `in 2 h`, and past a week the date. @param now Unix seconds */
export function relativeTime(at: number, now: number): string {
  const distance = Math.abs(now - at)
  if (distance < 5) return 'just now'
  if (distance >= 7 * DAY) return sameYear(at, now) ? shortTime(at) : dayOf(at)
  const words = inWords(distance)
  return at <= now ? `${words} ago` : `in ${words}`
}

/** `41 ms`, `1.24 s`. */
export function durationWords(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(2)} s`
}

function inWords(seconds: number): string {
  if (seconds < MINUTE) return `${seconds} s`
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h`
  const days = Math.floor(seconds / DAY)
  return days === 1 ? '1 day' : `${days} days`
}

function sameYear(a: number, b: number): boolean {
  return new Date(a * 1000).getUTCFullYear() === new Date(b * 1000).getUTCFullYear()
}
