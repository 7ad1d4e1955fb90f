/** What goes wrong while a plan is carried out: every fault, each at a rate of its own, from the seed alone. */
import type { Random } from '../../../core/random.js'
import type { TroubleInput } from '../../../platform/trouble/door.js'
import { ANSWER_FAULTS, DELIVERY_FAULTS } from '../../../platform/trouble/faults.js'

/** @param most the highest rate of one fault; they are seven to a side, so 0.1 leaves a third unharmed */
export function weather(random: Random, seed: number, account: string, most = 0.1): TroubleInput {
  const rates = (faults: object) =>
    Object.fromEntries(Object.keys(faults).map((fault) => [fault, random.fraction() * most]))
  return {
    seed,
    deliveries: { ...rates(DELIVERY_FAULTS), delay_ms: 400 },
    // Only the extension reads by this header; the shop itself is to go on undisturbed.
    answers: { ...rates(ANSWER_FAULTS), account, slow_ms: 100, timeout_ms: 300 },
  }
}
