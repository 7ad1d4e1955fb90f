/** What is on sale: our own prices, as the settings name them, read from Stripe and kept for a while. */
import type { Stripe } from 'stripe'
import { ownClient } from '../stripe/client.js'
import { ask, demand } from './ask.js'
import type { BillingParts } from './parts.js'
import { unknownPlan } from './refusals.js'

export interface Plan {
  /** What it is chosen by: the lookup key where it has one, else the price's id. */
  key: string
  price: string
  product: string
  name: string
  description: string | null
  /** Of one period, in the smallest unit; null where it depends on use. */
  amount: number | null
  currency: string
  /** day, week, month or year. */
  interval: string
  interval_count: number
  /** Charged for what was used, so nobody can say how many are bought. */
  metered: boolean
}

export interface Plans {
  /** In the order of the settings. What Stripe doesn't know, or no longer sells, is left out. */
  list(): Promise<readonly Plan[]>
  /** By key or by price. @throws BillingRefused naming those there are */
  get(wanted: string): Promise<Plan>
  /** A price or product changed: the next one to ask reads again. */
  forget(): void
}

/** Another process may not have heard of a change; for so long it may show what was. */
const KEPT_SECONDS = 300

/** Stripe takes ten lookup keys at once. */
const AT_ONCE = 10

export function createPlans(parts: BillingParts): Plans {
  let kept: { at: number; plans: Promise<readonly Plan[]> } | undefined

  function list(): Promise<readonly Plan[]> {
    const now = parts.outside.clock.now()
    if (kept && now - kept.at < KEPT_SECONDS) return kept.plans
    const reading = { at: now, plans: read(parts) }
    kept = reading
    // A failure is nobody's answer but that of who asked.
    reading.plans.catch(() => {
      if (kept === reading) kept = undefined
    })
    return reading.plans
  }

  return {
    list,
    async get(wanted) {
      const plans = await list()
      const found = plans.find(({ key, price }) => key === wanted || price === wanted)
      if (found) return found
      throw unknownPlan(
        wanted,
        plans.map(({ key }) => key),
      )
    },
    forget: () => void (kept = undefined),
  }
}

async function read(parts: BillingParts): Promise<readonly Plan[]> {
  const wanted = parts.settings.plans
  const prices = [
    ...(await byLookupKey(
      wanted.filter((name) => !isPriceId(name)),
      parts,
    )),
    ...(await byId(wanted.filter(isPriceId), parts)),
  ]
  const found = wanted.map((name) =>
    prices.find(({ id, lookup_key }) => id === name || lookup_key === name),
  )
  const missing = wanted.filter((_, index) => !planOf(found[index]))
  if (missing.length > 0) parts.log.warn({ missing }, 'plans that Stripe does not sell')
  return found.flatMap((price) => planOf(price) ?? [])
}

async function byLookupKey(keys: readonly string[], parts: BillingParts): Promise<Stripe.Price[]> {
  const prices: Stripe.Price[] = []
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    const lookup_keys = keys.slice(from, from + AT_ONCE)
    const query = { lookup_keys, active: true, limit: 100, expand: ['data.product'] }
    const reply = await ask(() => ownClient(parts.stripe).prices.list(query), parts)
    prices.push(...demand('The plans could not be read', reply).data)
  }
  return prices
}

async function byId(ids: readonly string[], parts: BillingParts): Promise<Stripe.Price[]> {
  const prices: Stripe.Price[] = []
  for (const id of ids) {
    const read = () => ownClient(parts.stripe).prices.retrieve(id, { expand: ['product'] })
    const reply = await ask(read, parts)
    if (reply.kind === 'gone') continue
    prices.push(demand('The plans could not be read', reply))
  }
  return prices
}

function isPriceId(name: string): boolean {
  return /^price_\w+$/.test(name)
}

/** Only what renews by itself is a plan, and only while its product is sold. */
function planOf(price: Stripe.Price | undefined): Plan | undefined {
  if (!price?.active || !price.recurring) return undefined
  const { product, recurring } = price
  if (typeof product === 'string' || product.deleted || !product.active) return undefined
  return {
    key: price.lookup_key ?? price.id,
    price: price.id,
    product: product.id,
    name: product.name,
    description: product.description,
    amount: amountOf(price),
    currency: price.currency,
    interval: recurring.interval,
    interval_count: recurring.interval_count,
    metered: isMetered(price),
  }
}

/** Of one period; null where it depends on use or on tiers. */
export function amountOf(price: Stripe.Price): number | null {
  return isMetered(price) ? null : price.unit_amount
}

function isMetered({ recurring }: Stripe.Price): boolean {
  return recurring?.usage_type === 'metered'
}
