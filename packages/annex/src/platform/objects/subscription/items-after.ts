/** The items that an update leaves: changed, added, taken away; the rest as they were. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { changedItem, newItem, placeOf, type ItemParams, type ItemPlace } from './items.js'
import { lastItemStays, noSuchItem, samePriceTwice, tooManyItems } from './refusals.js'

type Item = Stripe.SubscriptionItem

const MOST_ITEMS = 20

export function itemsAfter(
  subscription: Stripe.Subscription,
  params: { items?: readonly ItemParams[] },
  work: UnitOfWork,
): readonly Item[] {
  const place = placeOf(subscription)
  let after: readonly Item[] = subscription.items.data
  for (const [index, one] of (params.items ?? []).entries()) {
    after = withItem(after, one, place, work, `items[${index}]`)
  }
  if (after.length === 0) throw lastItemStays()
  checkItems(after)
  return after
}

function withItem(
  items: readonly Item[],
  params: ItemParams,
  place: ItemPlace,
  work: UnitOfWork,
  param: string,
): readonly Item[] {
  if (params.id === undefined) return [...items, newItem(params, place, work, param)]
  const before = items.find(({ id }) => id === params.id)
  if (!before) throw noSuchItem(params.id, `${param}[id]`)
  if (params.deleted) return items.filter((item) => item !== before)
  const after = changedItem(before, params, place, work, param)
  return items.map((item) => (item === before ? after : item))
}

/** @throws Refusal for too many, or for two of one price */
export function checkItems(items: readonly Item[]): void {
  if (items.length > MOST_ITEMS) throw tooManyItems(MOST_ITEMS)
  const prices = items.map((item) => item.price.id)
  const twice = prices.find((price, index) => prices.indexOf(price) !== index)
  if (twice !== undefined) throw samePriceTwice(twice)
}
