/** A payment every few seconds, so that a demo is alive: by the real API, as its shops would. */
import { z } from 'zod'
import type { Random } from '../../core/random.js'
import type { Engine } from '../engine/context.js'
import { perform } from '../engine/perform.js'
import type { Caller } from '../engine/unit-of-work.js'
import { chance, oneOf, weighted } from './history/choice.js'
import { cardOf, personIn } from './history/people.js'

export interface TrafficOptions {
  readonly engine: Engine
  /** Whose payers go on buying, in test mode. */
  readonly accounts: readonly string[]
  /** Between two payments, chosen anew each time; 2 to 7 seconds when left out. */
  readonly pauseMs?: { readonly from: number; readonly to: number }
}

export interface Traffic {
  /** Nothing happens after it. */
  stop(): void
}

const PAUSE_MS = { from: 2000, to: 7000 }

export function startTraffic({ engine, accounts, pauseMs = PAUSE_MS }: TrafficOptions): Traffic {
  const { random, timers } = engine.outside
  let waiting: { cancel(): void } | undefined

  function wait(): void {
    const delayMs = pauseMs.from + random.integer(pauseMs.to - pauseMs.from)
    waiting = timers.after(delayMs, () => {
      oneThing(engine, oneOf(accounts, random))
      wait()
    })
  }

  if (accounts.length > 0) wait()
  return { stop: () => waiting?.cancel() }
}

/** Something somebody does at one shop. Refusals are part of life and stay where they belong. */
export function oneThing(engine: Engine, account: string): void {
  const { random } = engine.outside
  const ask = askingFor(engine, account)
  const lately = Recent.parse(ask('GET', '/v1/payment_intents', { limit: 100 })).data
  const refundable = lately.filter(({ status }) => status === 'succeeded')
  if (refundable.length > 0 && chance(4, random)) {
    ask('POST', '/v1/refunds', { payment_intent: oneOf(refundable, random).id })
    return
  }
  // What a subscription is due comes when it is due, not when somebody feels like it.
  const sold = refundable.filter(({ description }) => !BILLED.test(description ?? ''))
  const like = sold.length > 0 ? oneOf(differing(sold), random) : FIRST_SALE
  const { amount, currency, description } = like
  const words = description === null ? {} : { description }
  const sale = { amount, currency, ...words, ...payer(ask, random), confirm: true }
  ask('POST', '/v1/payment_intents', sale)
}

/** What the platform writes on payments of invoices. */
const BILLED = /^(?:Subscription |Payment for Invoice )/

/**
 * Each article once, however often it was sold lately. Chosen among all sales, what sold well would sell
 * better still, and within the hour a shop would sell nothing else.
 */
function differing<T extends Article>(sold: readonly T[]): T[] {
  return [...new Map(sold.map((one) => [`${one.description} ${one.currency}`, one])).values()]
}

interface Article {
  readonly description: string | null
  readonly currency: string
}

type Ask = (method: 'GET' | 'POST', path: string, params: object) => unknown

function askingFor(engine: Engine, account: string): Ask {
  const caller: Caller = {
    ...{ account, livemode: false, application: null },
    ...{ access: 'read_write', maskedKey: '' },
  }
  return (method, path, params) =>
    perform(engine, { caller, method, path, params: { ...params } }).body
}

/** Mostly somebody who was here before; sometimes a card that is declined. */
function payer(ask: Ask, random: Random): object {
  const kind = weighted(
    [
      ['known', 60],
      ['new', 15],
      ['passing', 18],
      ['declined', 7],
    ] as const,
    random,
  )
  if (kind === 'declined') return { payment_method: oneOf(DECLINING, random) }
  if (kind === 'passing') return { payment_method: cardOf(random) }
  const known = kind === 'known' ? knownPayers(ask) : []
  return known.length > 0 ? oneOf(known, random) : newPayer(ask, random)
}

const DECLINING = ['pm_card_visa_chargeDeclined', 'pm_card_visa_chargeDeclinedInsufficientFunds']

function knownPayers(ask: Ask): object[] {
  const { data } = Customers.parse(ask('GET', '/v1/customers', { limit: 100 }))
  return data.flatMap(({ id, invoice_settings: { default_payment_method: method } }) =>
    method === null ? [] : [{ customer: id, payment_method: method }],
  )
}

function newPayer(ask: Ask, random: Random): object {
  const person = personIn(random, new Set())
  const { id } = Made.parse(ask('POST', '/v1/customers', person))
  return { customer: id, payment_method: cardOf(random), setup_future_usage: 'off_session' }
}

/** What a shop sells that has sold nothing yet. */
const FIRST_SALE = { amount: 2400, currency: 'usd', description: 'First sale' }

const Made = z.object({ id: z.string() })
const Recent = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      amount: z.number(),
      currency: z.string(),
      description: z.string().nullable(),
      status: z.string(),
    }),
  ),
})
const Customers = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      invoice_settings: z.object({ default_payment_method: z.string().nullable() }),
    }),
  ),
})
