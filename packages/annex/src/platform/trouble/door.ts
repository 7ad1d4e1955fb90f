/** Setting trouble, the same way for the control port and for whoever has the platform in process. */
import type { Random } from '../../core/random.js'
import type { AnswerFault, DeliveryFault, Rates } from './faults.js'
import { readTrouble } from './read.js'
import type { Trouble, TroubleState } from './trouble.js'

/** As `POST /trouble` takes it. Rates go from 0 to 1, and those of a group to 1 together. */
export interface TroubleInput {
  readonly seed?: number
  readonly deliveries?: Rates<DeliveryFault> & {
    readonly delay_ms?: number
    readonly account?: string | null
    readonly endpoint?: string | null
  }
  readonly answers?: Rates<AnswerFault> & {
    readonly slow_ms?: number
    readonly timeout_ms?: number
    readonly account?: string | null
    readonly path?: string | null
  }
}

export interface TroubleDoor {
  /**
   * Sets the whole: what isn't named is off. Counting begins anew.
   * @throws WrongTrouble naming the field that makes no sense; TroubleRefused in production
   */
  set(asked: TroubleInput): TroubleState
  end(): TroubleState
  state(): TroubleState
}

/** Whoever runs a platform for others doesn't break it for them. */
export class TroubleRefused extends Error {}

const SEEDS = 1_000_000

export function troubleDoor(
  trouble: Trouble,
  { random, production }: { random: Random; production: boolean },
): TroubleDoor {
  return {
    set(asked) {
      if (production) throw new TroubleRefused('Trouble on purpose is refused in production.')
      trouble.set(readTrouble({ ...asked }, random.integer(SEEDS)))
      return trouble.state()
    },
    end() {
      trouble.end()
      return trouble.state()
    },
    state: () => trouble.state(),
  }
}
