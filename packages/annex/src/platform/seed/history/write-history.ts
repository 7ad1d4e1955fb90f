/** Months of a shop's past, made by driving the real operations with a clock of their own. */
import { heldClock } from '../../../core/clock.js'
import { createLog } from '../../../core/log.js'
import { countFrom } from '../../../core/ids.js'
import { seededRandom } from '../../../core/random.js'
import type { Engine } from '../../engine/context.js'
import { DAY, monthsBefore } from './calendar.js'
import { play, type Story } from './happenings.js'
import { harbourCoffee } from './harbour-coffee.js'
import { northwindYoga } from './northwind-yoga.js'
import { pixelPress } from './pixel-press.js'
import { liveUntil, shopIn, type Setting } from './shop.js'

const STORIES: Readonly<Record<string, Story>> = {
  'harbour-coffee': harbourCoffee,
  'northwind-yoga': northwindYoga,
  'pixel-press': pixelPress,
}

/** The names `story` may have in a seed. */
export const storyNames: readonly string[] = Object.keys(STORIES)

/** Events are kept for thirty days (api reference, events). */
const EVENTS_KEPT_SECONDS = 30 * DAY

export interface History {
  /** One of `storyNames`. */
  readonly story: string
  /** Whose past it becomes, in test mode. */
  readonly account: string
  readonly months: number
  /** The same seed, months and end make the same history. */
  readonly randomSeed: number
}

/**
 * Ends at the engine's now, in one transaction. Nothing older than thirty days leaves an event, and
 * `balance.available` leaves none at all. Write histories before there are webhook endpoints, which
 * would be told of the rest.
 * @throws RangeError for a story nobody knows
 */
export function writeHistory(engine: Engine, history: History): void {
  const story = STORIES[history.story]
  if (!story) throw new RangeError(`There is no story '${history.story}'.`)
  const end = engine.outside.clock.now()
  const span = { start: monthsBefore(end, history.months), end, months: history.months }
  const setting = settingFor(engine, history, span)
  const random = seededRandom(`plot ${history.story} ${history.randomSeed}`)
  engine.store.transaction(() => {
    play(story({ ...span, random }), {
      end,
      shop: shopIn(setting),
      liveUntil: (at) => liveUntil(at, setting),
    })
  })
}

function settingFor(
  engine: Engine,
  history: History,
  span: { start: number; end: number },
): Setting {
  const { account, story, randomSeed } = history
  const clock = heldClock(span.start)
  const random = seededRandom(`ids ${account} ${story} ${randomSeed}`)
  const eventsFrom = span.end - EVENTS_KEPT_SECONDS
  return {
    account,
    clock,
    engine: {
      ...engine,
      eventsFrom,
      log: createLog('silent', 'history'),
      outside: { ...engine.outside, clock, random },
      count: countFrom(random),
      tasks: withoutBalances(engine.tasks),
    },
  }
}

// Adding up the balance at every midnight would be most of the work, for news nobody mirrors.
function withoutBalances(tasks: Engine['tasks']): Engine['tasks'] {
  return new Map(tasks).set('announce_available_balance', () => {})
}
