/** Which trouble is on, what it decides, and how often it struck. */
import { seededRandom, type Random } from '../../core/random.js'
import { faultAt, type AnswerFault, type DeliveryFault, type Settings } from './faults.js'

/** A fault and the chance it may still take of, for how long to be late. */
export interface Struck<Fault> {
  readonly fault: Fault
  readonly random: Random
  readonly settings: Settings
}

export interface TroubleState {
  readonly on: boolean
  readonly settings: Settings | null
  /** Since it was set: how many attempts and requests came by, and what happened to them. */
  readonly deliveries: { readonly seen: number; readonly struck: Readonly<Record<string, number>> }
  readonly answers: { readonly seen: number; readonly struck: Readonly<Record<string, number>> }
}

export interface Trouble {
  isOn(): boolean
  set(settings: Settings): void
  end(): void
  state(): TroubleState
  /** What is to happen to the next attempt at `endpoint` about an event of `account`. */
  forDelivery(about: { endpoint: string; account: string }): Struck<DeliveryFault> | undefined
  /** What is to happen to the next request; `account` as `Stripe-Account` names it. */
  forAnswer(about: { account: string | null; path: string }): Struck<AnswerFault> | undefined
}

export function createTrouble(): Trouble {
  let on: Drawing | undefined
  return {
    isOn: () => on !== undefined,
    set(settings) {
      on = { settings, deliveries: counter(), answers: counter(), turns: new Map() }
    },
    end() {
      on = undefined
    },
    state: () => ({
      on: on !== undefined,
      settings: on?.settings ?? null,
      deliveries: shown(on?.deliveries),
      answers: shown(on?.answers),
    }),
    forDelivery({ endpoint, account }) {
      if (!on) return undefined
      const { settings, deliveries } = on
      const only = settings.deliveries
      if (only.account !== null && only.account !== account) return undefined
      if (only.endpoint !== null && only.endpoint !== endpoint) return undefined
      return strike(only.rates, { on, counter: deliveries, lane: `delivery ${endpoint}` })
    },
    forAnswer({ account, path }) {
      if (!on) return undefined
      const { settings, answers } = on
      const only = settings.answers
      if (only.account !== null && only.account !== account) return undefined
      if (only.path !== null && !path.startsWith(only.path)) return undefined
      return strike(only.rates, { on, counter: answers, lane: `answer ${account ?? ''}` })
    },
  }
}

interface Counter {
  seen: number
  readonly struck: Map<string, number>
}

interface Drawing {
  readonly settings: Settings
  readonly deliveries: Counter
  readonly answers: Counter
  /** How many came by in each lane: what one endpoint suffers hangs on nobody else's timing. */
  readonly turns: Map<string, number>
}

function strike<Fault extends string>(
  rates: Parameters<typeof faultAt<Fault>>[0],
  { on, counter, lane }: { on: Drawing; counter: Counter; lane: string },
): Struck<Fault> | undefined {
  const turn = (on.turns.get(lane) ?? 0) + 1
  on.turns.set(lane, turn)
  counter.seen += 1
  const random = seededRandom(`${on.settings.seed} ${lane} ${turn}`)
  const fault = faultAt(rates, random.fraction())
  if (fault === undefined) return undefined
  counter.struck.set(fault, (counter.struck.get(fault) ?? 0) + 1)
  return { fault, random, settings: on.settings }
}

function counter(): Counter {
  return { seen: 0, struck: new Map() }
}

function shown(counter: Counter | undefined) {
  return { seen: counter?.seen ?? 0, struck: Object.fromEntries(counter?.struck ?? []) }
}
