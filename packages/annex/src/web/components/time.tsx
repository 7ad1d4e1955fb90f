/** A moment: how long ago it was, with the exact time one hover away. */
import { exactTime, relativeTime, shortTime } from '../time-words.js'

export interface TimeProps {
  /** Unix seconds. */
  at: number
  /** Unix seconds; with it the text is relative, without it a short date. */
  now?: number | undefined
  /** Writes date and time to the second. */
  exact?: boolean
}

export function Time({ at, now, exact }: TimeProps) {
  const words = exact ? exactTime(at) : now === undefined ? shortTime(at) : relativeTime(at, now)
  return (
    <time datetime={new Date(at * 1000).toISOString()} title={exactTime(at)}>
      {words}
    </time>
  )
}
