/** What a subscription can be changed to, as the configuration of the portal says. */
import type Stripe from 'stripe'
import type { Visit } from './visit.js'

type Product = NonNullable<Visit['features']['subscription_update']['products']>[number]

export interface Offer {
  readonly price: Stripe.Price
  /** Undefined: as many as there are now. */
  readonly quantity: { readonly minimum: number; readonly maximum: number | undefined } | undefined
  readonly isCurrent: boolean
}

/** The prices that may be chosen; the one that is paid now is always among them. */
export function offersFor(subscription: Stripe.Subscription, visit: Visit): Offer[] {
  const { products, default_allowed_updates: allowed } = visit.features.subscription_update
  const current = subscription.items.data[0]?.price
  if (!current) return []
  const offered = (products ?? []).flatMap((product) => offersOf(product, current, visit))
  const listed = offered.some(({ isCurrent }) => isCurrent)
  const all = listed
    ? offered
    : [{ price: current, quantity: undefined, isCurrent: true }, ...offered]
  return allowed.includes('price') ? all : all.filter(({ isCurrent }) => isCurrent)
}

function offersOf(product: Product, current: Stripe.Price, visit: Visit): Offer[] {
  return product.prices.flatMap((id) => {
    const price = visit.work.find('price', id)
    const isCurrent = id === current.id
    if (!price || price.currency !== current.currency || (!price.active && !isCurrent)) return []
    return [{ price, quantity: quantityOf(product, visit), isCurrent }]
  })
}

function quantityOf({ adjustable_quantity: adjustable }: Product, visit: Visit): Offer['quantity'] {
  const allowed = visit.features.subscription_update.default_allowed_updates
  if (!adjustable.enabled || !allowed.includes('quantity')) return undefined
  return { minimum: adjustable.minimum, maximum: adjustable.maximum ?? undefined }
}
