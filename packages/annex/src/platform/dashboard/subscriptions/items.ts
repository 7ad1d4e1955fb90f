/** What a subscription is to, and until when. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { isMetered, rhythmWords } from '../products/price-words.js'
import { idOf } from '../shown.js'

/** The ids of the products of these subscriptions. */
export function productIdsOf(subscriptions: readonly Stripe.Subscription[]): string[] {
  return subscriptions.flatMap(({ items }) =>
    items.data.flatMap(({ price }) => idOf(price.product) ?? []),
  )
}

/** `Starter`, `Starter and 2 more` */
export function itemsWords(
  { items }: Stripe.Subscription,
  products: ReadonlyMap<string, Stripe.Product>,
): string {
  const [first] = items.data
  if (!first) return 'Nothing'
  const name = products.get(idOf(first.price.product) ?? '')?.name ?? first.price.id
  return items.data.length === 1 ? name : `${name} and ${items.data.length - 1} more`
}

/** `$29.00 / month`, for everything together; undefined where that isn't one sum. */
export function amountWords({ items, currency }: Stripe.Subscription): string | undefined {
  const [first] = items.data
  const recurring = first?.price.recurring
  if (!recurring) return undefined
  let sum = 0
  for (const { price, quantity } of items.data) {
    const isAlike =
      price.recurring?.interval === recurring.interval &&
      price.recurring.interval_count === recurring.interval_count
    const isByUnit = !isMetered(price) && !price.transform_quantity && price.currency === currency
    if (!isAlike || !isByUnit || price.unit_amount === null) return undefined
    sum += price.unit_amount * (quantity ?? 1)
  }
  return `${formatMoney(sum, currency)} / ${rhythmWords(recurring)}`
}

/** When the next of its periods ends (Unix seconds). */
export function nextEndOf({ items }: Stripe.Subscription): number | undefined {
  const ends = items.data.map(({ current_period_end }) => current_period_end)
  return ends.length === 0 ? undefined : Math.min(...ends)
}
