/** The items of a subscription: a price and how many of it, each with its own period. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { intervalNamed, type Period, type Rhythm } from '../billing/calendar.js'
import { amountOf } from '../billing/price-amounts.js'
import { redeemAll, type DiscountParam } from '../discount/redeem.js'
import { metadataFrom } from '../metadata.js'
import { planOf } from '../plan/plan-of.js'
import { priceGiven, pricingIn, type PriceGiven } from '../price/given.js'
import { withoutIncludable } from '../price/includable.js'
import { idOf } from '../reference.js'
import { ratesAgreed, ratesGiven } from '../tax-rate/given.js'
import { notSoldIn, onlyRecurring, quantityOfMetered } from './refusals.js'
import { itemThresholds } from './thresholds.js'

type Item = Stripe.SubscriptionItem

/** What creation, update and `/v1/subscription_items` alike say of an item. */
export interface ItemParams extends PriceGiven {
  readonly id?: string
  readonly deleted?: boolean
  readonly quantity?: number
  readonly metadata?: Stripe.Emptyable<Stripe.MetadataParam>
  readonly tax_rates?: Stripe.Emptyable<readonly string[]>
  readonly discounts?: Stripe.Emptyable<readonly DiscountParam[]>
  readonly billing_thresholds?: Stripe.Emptyable<{ usage_gte: number }>
}

/** Where new items go. */
export interface ItemPlace {
  readonly subscription: string
  readonly customer: string
  readonly currency: string
}

export function placeOf({ id, customer, currency }: Stripe.Subscription): ItemPlace {
  return { subscription: id, customer: idOf(customer), currency }
}

/** @param param where the parameters stand: `items[0]` */
export function newItem(
  params: ItemParams,
  place: ItemPlace,
  work: UnitOfWork,
  param: string,
): Item {
  const price = recurringPrice(priceGiven(params, work, param), place.currency, param)
  const id = work.newId('subscription_item')
  const on = { subscription_item: id, subscription: place.subscription }
  const redemption = {
    ...place,
    amount: amountOf(pricingIn(price, place.currency) ?? price, params.quantity ?? 1),
    on,
  }
  return {
    id,
    object: 'subscription_item',
    billing_thresholds: itemThresholds(params.billing_thresholds, price, param),
    created: work.now,
    current_period_end: work.now,
    current_period_start: work.now,
    current_trial: null,
    discounts: redeemAll(params.discounts, redemption, work),
    metadata: metadataFrom(params.metadata),
    ...priced(price),
    ...quantityOf(price, params.quantity ?? 1, params, param),
    subscription: place.subscription,
    tax_rates: ratesOf(params, work, param),
  }
}

/** The item with another price or quantity; its period is somebody else's business. */
export function changedItem(
  before: Item,
  params: ItemParams,
  place: ItemPlace,
  work: UnitOfWork,
  param: string,
): Item {
  const { price, plan, price_data, quantity, metadata, tax_rates, discounts } = params
  const { billing_thresholds } = params
  const named = price ?? plan ?? price_data
  const { quantity: had = 1, ...rest } = before
  const wanted = named
    ? recurringPrice(priceGiven(params, work, param), place.currency, param)
    : before.price
  const on = { subscription_item: before.id, subscription: place.subscription }
  // Of something else it is one until somebody says how many.
  const count = quantity ?? (wanted.id === before.price.id ? had : 1)
  const amount = amountOf(pricingIn(wanted, place.currency) ?? wanted, count)
  const redemption = { ...place, amount, on }
  const known = before.discounts.map(idOf)
  return {
    ...rest,
    ...(named && priced(wanted)),
    ...(billing_thresholds !== undefined && {
      billing_thresholds: itemThresholds(billing_thresholds, wanted, param),
    }),
    ...quantityOf(wanted, count, params, param),
    ...(metadata !== undefined && {
      metadata: metadataFrom({ ...before.metadata, ...metadata }),
    }),
    ...(tax_rates !== undefined && { tax_rates: ratesOf(params, work, param) }),
    ...(discounts !== undefined && { discounts: redeemAll(discounts, redemption, work, known) }),
  }
}

function ratesOf({ tax_rates, agreed }: ItemParams, work: UnitOfWork, param: string) {
  if (agreed) return ratesAgreed(tax_rates || [], work)
  return ratesGiven(tax_rates, work, `${param}[tax_rates]`)
}

function recurringPrice(price: Stripe.Price, currency: string, param: string): Stripe.Price {
  if (!price.recurring) throw onlyRecurring(`${param}[price]`)
  if (!pricingIn(price, currency)) throw notSoldIn(price.id, currency, `${param}[price]`)
  return price
}

/** Of what is paid by usage nobody orders a number. */
function quantityOf(
  price: Stripe.Price,
  quantity: number,
  given: ItemParams,
  param: string,
): Pick<Item, 'quantity'> {
  if (price.recurring?.usage_type !== 'metered') return { quantity }
  if (given.quantity !== undefined) throw quantityOfMetered(param)
  return {}
}

function priced(price: Stripe.Price): Pick<Item, 'price' | 'plan'> {
  return { price: withoutIncludable(price), plan: withoutIncludable(planOf(price)) }
}

export function rhythmOf({ price }: Pick<Item, 'price'>): Rhythm {
  const { interval, interval_count = 1 } = price.recurring ?? {}
  return { interval: intervalNamed(interval), interval_count }
}

export function periodOf(item: Item): Period {
  return { start: item.current_period_start, end: item.current_period_end }
}

export function inPeriod(item: Item, { start, end }: Period): Item {
  return { ...item, current_period_start: start, current_period_end: end }
}

/** The list a subscription embeds. */
export function itemList(
  subscription: string,
  items: readonly Item[],
): Stripe.Subscription['items'] {
  return {
    object: 'list',
    data: [...items],
    has_more: false,
    url: `/v1/subscription_items?subscription=${subscription}`,
  }
}

/** Keeps the items by themselves too, as `/v1/subscription_items` shows them. */
export function keepItems(items: readonly Item[], before: readonly Item[], work: UnitOfWork): void {
  for (const item of items) {
    if (before.some(({ id }) => id === item.id)) work.update('subscription_item', item.id, item)
    else work.insert('subscription_item', item)
  }
  for (const { id } of before) {
    if (!items.some((item) => item.id === id)) work.remove('subscription_item', id)
  }
}

/** When the first of its items ends its period. */
export function nextEnd(items: readonly Item[]): number {
  return Math.min(...items.map((item) => item.current_period_end))
}
