/** From `line_items` to what a quote offers. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { priceGiven, pricingIn } from '../price/given.js'
import { rhythmOf } from '../subscription/items.js'
import { quantityOfMetered } from '../subscription/refusals.js'
import { ratesGiven } from '../tax-rate/given.js'
import { discountsOffered } from './discounts.js'
import type { Line } from './kept.js'
import { noSuchLine, notSoldIn, otherIntervals } from './refusals.js'

type Given = Stripe.QuoteUpdateParams.LineItem

export interface Offered {
  readonly lines: readonly Line[]
  /** The first price's; null for a quote without lines. */
  readonly currency: string | null
}

/** @param before lines that may be named again by their id, and then keep what nobody speaks of */
export function linesGiven(
  given: readonly Given[],
  { customer, before }: { readonly customer: string; readonly before: readonly Line[] },
  work: UnitOfWork,
): Offered {
  const named = given.map((one, index) => {
    const param = `line_items[${index}]`
    const was = one.id === undefined ? undefined : before.find(({ id }) => id === one.id)
    if (one.id !== undefined && !was) throw noSuchLine(one.id, `${param}[id]`)
    return { one, param, was, price: priceOf(one, was, work, param) }
  })
  const currency = named[0]?.price.currency ?? null
  checkTogether(named.map(({ price }) => price))
  const lines = named.map(({ one, param, was, price }): Line => {
    if (!pricingIn(price, currency ?? ''))
      throw notSoldIn(price.id, currency ?? '', `${param}[price]`)
    const rates = ratesGiven(one.tax_rates, work, `${param}[tax_rates]`).map(({ id }) => id)
    const offer = { customer, currency: currency ?? '' }
    return {
      id: was?.id ?? work.newId('item'),
      price: price.id,
      quantity: quantityOf(one, was, price, param),
      tax_rates: one.tax_rates === undefined && was ? was.tax_rates : rates,
      discounts:
        one.discounts === undefined && was
          ? was.discounts
          : discountsOffered(one.discounts, offer, work, `${param}[discounts]`),
    }
  })
  return { lines, currency }
}

function priceOf(one: Given, was: Line | undefined, work: UnitOfWork, param: string): Stripe.Price {
  if (was && !one.price && !one.price_data) return work.get('price', was.price)
  return priceGiven(one, work, param)
}

function quantityOf(one: Given, was: Line | undefined, price: Stripe.Price, param: string): number {
  const metered = price.recurring?.usage_type === 'metered'
  if (metered && one.quantity !== undefined) throw quantityOfMetered(param)
  return one.quantity ?? was?.quantity ?? 1
}

function checkTogether(prices: readonly Stripe.Price[]): void {
  const rhythms = prices
    .filter(({ recurring }) => recurring !== null)
    .map((price) => rhythmOf({ price }))
    .map(({ interval, interval_count }) => `${interval_count} ${interval}`)
  if (new Set(rhythms).size > 1) throw otherIntervals()
}
