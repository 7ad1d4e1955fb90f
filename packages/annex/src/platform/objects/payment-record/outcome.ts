/** How an attempt ended, as a report of it says: in a word, and when. */
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { Outcome } from './sums.js'

interface Saying {
  readonly outcome?: string
  readonly canceled?: object
  readonly failed?: object
  readonly guaranteed?: object
}

/** @throws Refusal when the word stands there without the time that goes with it */
export function outcomeIn({ outcome, ...times }: Saying): Outcome | undefined {
  if (outcome !== 'canceled' && outcome !== 'failed' && outcome !== 'guaranteed') return undefined
  if (times[outcome] === undefined) throw parameterMissing(outcome)
  return outcome
}
