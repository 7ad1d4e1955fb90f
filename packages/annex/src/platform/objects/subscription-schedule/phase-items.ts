/** What a phase sells: its recurring prices, and what is billed once when it begins. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { priceGiven, pricingIn } from '../price/given.js'
import {
  itemsRequired,
  notSoldIn,
  onlyRecurring,
  quantityOfMetered,
  samePriceTwice,
  tooManyItems,
} from '../subscription/refusals.js'
import { ratesGiven } from '../tax-rate/given.js'
import { discountsPlanned } from './discounts.js'
import { onlyOneTime } from './refusals.js'
import { itemThresholds } from '../subscription/thresholds.js'

type PhaseItem = Stripe.SubscriptionSchedule.Phase.Item
type OnceItem = Stripe.SubscriptionSchedule.Phase.AddInvoiceItem
type ItemParams = Stripe.SubscriptionScheduleUpdateParams.Phase.Item
type OnceParams = Stripe.SubscriptionScheduleUpdateParams.Phase.AddInvoiceItem

const MOST_ITEMS = 20

/** Whose it is and in what it is paid; the currency is the first price's where nobody says. */
export interface Buyer {
  readonly customer: string
  readonly currency?: string | undefined
}

export interface Sold {
  readonly currency: string
  readonly items: PhaseItem[]
  /** The first of them: how long a phase lasts when nobody says. */
  readonly price: Stripe.Price
}

export function itemsOf(
  given: readonly ItemParams[],
  buyer: Buyer,
  work: UnitOfWork,
  param: string,
): Sold {
  if (given.length > MOST_ITEMS) throw tooManyItems(MOST_ITEMS, `${param}[items]`)
  const prices = given.map((one, index) => priceGiven(one, work, `${param}[items][${index}]`))
  const [price] = prices
  if (!price) throw itemsRequired(`${param}[items]`)
  const currency = buyer.currency ?? price.currency
  const ids = prices.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw samePriceTwice(twice, `${param}[items]`)
  const items = given.map((one, index) => {
    const place = `${param}[items][${index}]`
    const sold = soldIn(currency, prices[index], place)
    return itemOf(one, sold, { ...buyer, currency }, work, place)
  })
  return { currency, items, price }
}

function soldIn(currency: string, price: Stripe.Price | undefined, param: string): Stripe.Price {
  if (!price?.recurring) throw onlyRecurring(`${param}[price]`)
  if (!pricingIn(price, currency)) throw notSoldIn(price.id, currency, `${param}[price]`)
  return price
}

function itemOf(
  given: ItemParams,
  price: Stripe.Price,
  { customer, currency }: { customer: string; currency: string },
  work: UnitOfWork,
  param: string,
): PhaseItem {
  const metered = price.recurring?.usage_type === 'metered'
  if (metered && given.quantity !== undefined) throw quantityOfMetered(param)
  const redemption = { customer, currency, on: {} }
  return {
    billing_thresholds: itemThresholds(given.billing_thresholds, price, param),
    discounts: discountsPlanned(given.discounts, redemption, work, `${param}[discounts]`),
    metadata: texts(given.metadata),
    plan: price.id,
    price: price.id,
    ...(!metered && { quantity: given.quantity ?? 1 }),
    tax_rates: ratesGiven(given.tax_rates, work, `${param}[tax_rates]`),
  }
}

export function billedOnce(
  given: readonly OnceParams[] | undefined,
  { customer, currency }: { customer: string; currency: string },
  work: UnitOfWork,
  param: string,
): OnceItem[] {
  return (given ?? []).map((one, index) => {
    const place = `${param}[add_invoice_items][${index}]`
    const price = priceGiven(one, work, place)
    if (price.recurring) throw onlyOneTime(`${place}[price]`)
    const redemption = { customer, currency, on: {} }
    return {
      discountable: one.discountable ?? true,
      discounts: discountsPlanned(one.discounts, redemption, work, `${place}[discounts]`),
      metadata: texts(one.metadata),
      period: one.period ?? { start: { type: 'phase_start' }, end: { type: 'phase_end' } },
      price: price.id,
      quantity: one.quantity ?? 1,
      tax_rates: ratesGiven(one.tax_rates, work, `${place}[tax_rates]`),
    }
  })
}

/** Empty texts stay: in a phase they say which keys the subscription is to lose. */
export function texts(given: Stripe.MetadataParam | undefined): Stripe.Metadata {
  return Object.fromEntries(
    Object.entries(given ?? {}).map(([key, value]) => [key, value === null ? '' : String(value)]),
  )
}
