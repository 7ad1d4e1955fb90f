/** Whom a new subscription may be for, and to what. */
import type Stripe from 'stripe'
import type { Store } from '../../store/store.js'
import type { Place } from '../context.js'
import { priceWords } from '../products/price-words.js'
import { findAllShown, findShown, idOf, pageOfKind } from '../shown.js'
import type { Choice } from './new-page.js'

const MOST = 100

/** The newest, and the one that was chosen already, however old. */
export function customerChoices(store: Store, place: Place, chosen: string): Choice[] {
  const newest = pageOfKind(store, place, 'customer', { filters: [], limit: MOST })
  const known = newest.some(({ id }) => id === chosen)
  const more = known || chosen === '' ? undefined : findShown(store, place, 'customer', chosen)
  return (more ? [more, ...newest] : newest).map((customer) => [customer.id, nameOf(customer)])
}

function nameOf({ name, email, id }: Stripe.Customer): string {
  return name && email ? `${name} (${email})` : (name ?? email ?? id)
}

/** What is sold and paid for again and again; of one product, where that was chosen. */
export function priceChoices(store: Store, place: Place, product: string | undefined): Choice[] {
  const filters = [
    { field: 'active', operator: '=' as const, value: 1 },
    { field: 'type', operator: '=' as const, value: 'recurring' },
    ...(product ? [{ field: 'product', operator: '=' as const, value: product }] : []),
  ]
  const prices = pageOfKind(store, place, 'price', { filters, limit: MOST })
  const ids = prices.map((price) => idOf(price.product))
  const products = findAllShown(store, place, 'product', ids)
  return prices.flatMap((price): Choice[] => {
    const sold = products.get(idOf(price.product) ?? '')
    return sold?.active ? [[price.id, `${sold.name}, ${priceWords(price)}`]] : []
  })
}
