/** What happens in a simulated storm and what goes wrong, drawn from a seed and then spelled out. */
import { seededRandom, type Random } from '../../../core/random.js'
import { drawChange, weighted, type Change } from '../plan.js'
import { FAULTS, type Fault, type Place } from './faults.js'

/** What becomes of the extension's processes, its clock and its connection. */
export type Blow =
  | { does: 'kill' | 'freeze'; nth: number; ms: number }
  | { does: 'restart'; nth: number }
  | { does: 'clock_step'; seconds: number }
  | { does: 'disconnect' | 'deauthorize' | 'reconnect' | 'roll_secret' | 'sync_now' }
  | { does: 'pause'; ms: number }

/** @property after how long after the step before it, in milliseconds */
export type Step = (Change | Blow) & { after: number }

export interface Plan {
  readonly seed: number
  /** Processes of the extension at a time. */
  readonly processes: 1 | 2
  /** What the shop did long before it was connected. */
  readonly history: readonly Change[]
  readonly steps: readonly Step[]
  readonly faults: readonly Fault[]
}

export interface PlanOptions {
  /** How many steps; 25 unless told. */
  length?: number
  /** The highest rate of one fault; 0.08 unless told. */
  most?: number
  /** Where something goes wrong; everywhere unless told. */
  places?: readonly Place[]
  /** What goes wrong there; all of it unless told. */
  faults?: readonly Fault['does'][]
  /** What the shop does; all of it unless told. */
  changes?: readonly Change['does'][]
  /** What else happens; all of it unless told. */
  blows?: readonly Blow['does'][]
}

const BLOWS: readonly (readonly [Blow['does'], number])[] = [
  ['kill', 4],
  ['freeze', 3],
  ['restart', 2],
  ['clock_step', 2],
  ['disconnect', 1],
  ['deauthorize', 1],
  ['reconnect', 3],
  ['roll_secret', 1],
  ['sync_now', 2],
  ['pause', 6],
]

/** Of each kind so many pass at most before faults have run out. */
const REACH: Readonly<Record<Place, number>> = {
  ...{ delivery: 200, answer: 200, statement: 2000, notice: 300 },
}

/** A statement is a hundred times as frequent as what matters. */
const RARITY: Readonly<Record<Place, number>> = {
  ...{ delivery: 1, answer: 1, statement: 0.02, notice: 2 },
}

export function drawPlan(seed: number, options: PlanOptions = {}): Plan {
  const { length = 25, most = 0.08, places = ALL_PLACES, changes } = options
  const random = seededRandom(`plan ${seed}`)
  const blows = BLOWS.filter(([does]) => options.blows?.includes(does) ?? true)
  const history = Array.from({ length: Math.ceil(length / 3) }, () => drawChange(random, changes))
  const steps = Array.from({ length }, () => drawStep(blows, random, changes))
  // Most end with a connection, or there would be nothing to compare.
  if (random.integer(5) > 0) steps.push({ does: 'reconnect', after: random.integer(2000) })
  const faults = ALL_PLACES.flatMap((on) => drawFaults(on, most, random))
  return {
    ...{ seed, processes: random.integer(2) === 0 ? 1 : 2, history, steps },
    faults: faults.filter(
      ({ on, does }) => places.includes(on) && (options.faults?.includes(does) ?? true),
    ),
  }
}

const ALL_PLACES = Object.keys(FAULTS) as Place[]

type Weights = readonly (readonly [Blow['does'], number])[]

function drawStep(blows: Weights, random: Random, changes: PlanOptions['changes']): Step {
  const isChange = random.fraction() < 0.75 || blows.length === 0
  const step = isChange ? drawChange(random, changes) : drawBlow(blows, random)
  // Mostly within a second of each other: that is where the order is hard to tell.
  const after = random.integer(random.integer(8) === 0 ? 4000 : 250)
  return { ...step, after }
}

function drawBlow(blows: Weights, random: Random): Blow {
  const does = weighted(blows, random)
  switch (does) {
    case 'kill':
      return { does, nth: random.integer(10), ms: random.integer(3000) }
    case 'freeze':
      return { does, nth: random.integer(10), ms: 1000 + random.integer(25_000) }
    case 'restart':
      return { does, nth: random.integer(10) }
    case 'clock_step':
      return { does, seconds: random.integer(1200) - 600 }
    case 'pause':
      return { does, ms: random.integer(3000) }
    default:
      return { does }
  }
}

/** Each fault at a rate of its own. */
function drawFaults(on: Place, most: number, random: Random): Fault[] {
  const rates = FAULTS[on].map((does) => ({ does, rate: random.fraction() * most * RARITY[on] }))
  const faults: Fault[] = []
  for (let n = 1; n <= REACH[on]; n++) {
    const struck = rates.find(({ rate }) => random.fraction() < rate)
    if (struck) faults.push({ on, n, does: struck.does, ms: random.integer(4000) } as Fault)
  }
  return faults
}
