/** What applying a seed works with. */
import type { Clock } from '../../core/clock.js'
import type { Random } from '../../core/random.js'
import type { KeyRing } from '../../core/seal.js'
import type { Engine } from '../engine/context.js'
import type { Store } from '../store/store.js'

export interface SeedTools {
  store: Store
  clock: Clock
  random: Random
  hashKey: Uint8Array
  keyRing: KeyRing
  /** Histories drive its real operations, with a clock of their own. */
  engine: Engine
}
