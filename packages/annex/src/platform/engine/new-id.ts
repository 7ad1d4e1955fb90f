/** New ids, shaped as the kind's own (api.md 2.1): short ones for a few, 24 characters for the rest. */
import { prefixOf } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import { countedText, randomText, timedText } from '../../core/ids.js'
import type { Clock } from '../../core/clock.js'
import type { Random } from '../../core/random.js'

const SHORT = new Set(['cus', 'prod', 'si'])
/** What happens to a payment starts with 3, everything else with 1. */
const OF_PAYMENTS = new Set(['pi', 'ch', 'py', 're', 'pyr', 'txn'])

/** Where ids are chosen by the caller and none was: eight characters, as Stripe makes them. */
const CHOSEN_LENGTH = 8

/**
 * @param now Unix seconds with their fraction: ids begin with the time they were made
 * @param count asked for the short ones, which leave too little to chance
 */
export function newIdOf(
  kind: Kind,
  livemode: boolean,
  { now, random, count }: { now: number; random: Random; count: () => number },
): string {
  const prefix = prefixOf(kind, livemode)
  if (prefix === undefined) return randomText(CHOSEN_LENGTH, random)
  if (SHORT.has(prefix)) return `${prefix}_${countedText(14, now, count(), random)}`
  return `${prefix}_${OF_PAYMENTS.has(prefix) ? 3 : 1}${timedText(23, now, random)}`
}

/** Units of work count whole seconds; what is made in one is told apart by the clock's own fraction. */
export function moment(seconds: number, clock: Clock): number {
  return seconds + (clock.nowMs() % 1000) / 1000
}
