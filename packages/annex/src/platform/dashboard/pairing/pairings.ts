/** `stripe login`: a command line that waits for somebody to let it in, and what it is given then. */
import type { Clock } from '../../../core/clock.js'
import { randomText } from '../../../core/ids.js'
import type { Random } from '../../../core/random.js'
import { sameText } from '../../../core/secret.js'

/** What a command line learns when it was let in; it keeps the keys for ninety days. */
export interface LetIn {
  readonly account_id: string
  readonly account_display_name: string
  readonly testmode_key_secret: string
  readonly testmode_key_publishable: string
}

export interface Pairing {
  readonly id: string
  /** Opens the page that asks; whoever has it sees the name of a machine. */
  readonly token: string
  /** Proves to the poll that it is the one that began. */
  readonly secret: string
  /** Shown in both places, to be compared. */
  readonly code: string
  /** The name the machine gave itself. */
  readonly device: string
  readonly created: number
  answer: LetIn | undefined
}

export interface Pairings {
  begin(device: string): Pairing
  findByToken(token: string): Pairing | undefined
  /** @returns what to answer a poll with: keys once and never again */
  poll(id: string, secret: string): LetIn | 'waiting' | undefined
}

/** Ten minutes; the command line gives up after two. */
const LIFETIME = 600
/** Anybody may begin one, so there is a limit; beyond it the oldest is forgotten. */
const MOST = 100

const WORDS =
  'amber apple autumn birch breeze brook cedar cherry cloud clover copper coral cotton crane dawn delta ' +
  'ember fern field finch flint forest frost garden ginger harbor hazel heron honey indigo island ivory ' +
  'jasmine juniper lake laurel lemon linen maple marble meadow mint moss north oak olive opal orchid pearl ' +
  'pebble pine plum poppy quartz rain raven reed river robin rose sage silver sky spruce stone summer swan ' +
  'thistle tulip valley velvet violet walnut willow winter'

export function createPairings({ clock, random }: { clock: Clock; random: Random }): Pairings {
  const pairings = new Map<string, Pairing>()

  function living(pairing: Pairing | undefined): Pairing | undefined {
    return pairing && clock.now() - pairing.created < LIFETIME ? pairing : undefined
  }

  function code(): string {
    const words = WORDS.split(' ')
    const word = () => words[random.integer(words.length)] ?? ''
    return [word(), word(), word(), word()].join('-')
  }

  return {
    begin(device) {
      const pairing: Pairing = {
        ...{ id: `cliauth_${randomText(16, random)}`, token: randomText(32, random) },
        ...{ secret: randomText(32, random), code: code(), device: device.slice(0, 100) },
        ...{ created: clock.now(), answer: undefined },
      }
      pairings.set(pairing.id, pairing)
      const [oldest] = pairings.keys()
      if (pairings.size > MOST && oldest !== undefined) pairings.delete(oldest)
      return pairing
    },
    findByToken(token) {
      return living([...pairings.values()].find((pairing) => sameText(pairing.token, token)))
    },
    poll(id, secret) {
      const pairing = living(pairings.get(id))
      if (pairing === undefined || !sameText(pairing.secret, secret)) return undefined
      if (pairing.answer !== undefined) pairings.delete(id)
      return pairing.answer ?? 'waiting'
    },
  }
}
