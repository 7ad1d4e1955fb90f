/** What somebody chose to change their plan to, read from a form and held against the offers. */
import type Stripe from 'stripe'
import { idOf } from '../../objects/reference.js'
import type { Faults, Typed } from '../typed-card.js'
import { hasDiscount } from './holdings.js'
import { offersFor, type Offer } from './offers.js'
import type { Visit } from './visit.js'

export interface Choice {
  readonly offer: Offer
  readonly quantity: number
  /** Of a promotion code that was typed, or that the session came with. */
  readonly discount: Stripe.SubscriptionUpdateParams.Discount | undefined
}

/** Either the choice, or what is wrong with it, by field. */
export function readChoice(
  typed: Typed,
  subscription: Stripe.Subscription,
  visit: Visit,
): Choice | { readonly faults: Faults } {
  const [item] = subscription.items.data
  const offers = offersFor(subscription, visit)
  const offer = offers.find(({ price, isCurrent }) =>
    typed['price'] ? price.id === typed['price'] : isCurrent,
  )
  if (!offer) return { faults: { price: 'Choose one of the plans.' } }
  const quantity = quantityIn(typed, offer, item?.quantity ?? 1)
  if (typeof quantity === 'string') return { faults: { quantity } }
  const discount = discountIn(typed, visit)
  if (discount === null) return { faults: { promotion_code: 'This code isn’t valid.' } }
  const isNew = discount && !hasDiscount(subscription, discount, visit)
  return { offer, quantity, discount: isNew ? discount : undefined }
}

/** Whether anything is different from what is paid for now. */
export function changesAnything({ offer, quantity, discount }: Choice, now: number): boolean {
  return !offer.isCurrent || quantity !== now || discount !== undefined
}

/** @returns what is wrong, in words, or how many */
function quantityIn({ quantity: text }: Typed, { quantity }: Offer, now: number): number | string {
  if (!quantity || !text?.trim()) return now
  const { minimum, maximum } = quantity
  const asked = Number(text)
  const isAllowed =
    Number.isSafeInteger(asked) && asked >= minimum && (maximum === undefined || asked <= maximum)
  if (isAllowed) return asked
  const upTo = maximum === undefined ? ` or more` : ` to ${maximum}`
  return `Enter a whole number, ${minimum}${upTo}.`
}

/** Null: there is no such code. */
function discountIn({ promotion_code: text }: Typed, visit: Visit): Choice['discount'] | null {
  const { flow } = visit.session
  const [given] = flow?.subscription_update_confirm?.discounts ?? []
  if (given?.coupon) return { coupon: given.coupon }
  if (given?.promotion_code) return { promotion_code: given.promotion_code }
  const code = text?.trim().toLowerCase()
  const allowed = visit.features.subscription_update.default_allowed_updates
  if (!code || !allowed.includes('promotion_code')) return undefined
  const found = visit.work
    .list('promotion_code', { active: true })
    .find((one) => one.code.toLowerCase() === code && isFor(visit, one))
  return found ? { promotion_code: found.id } : null
}

function isFor({ customer }: Visit, { customer: only }: Stripe.PromotionCode): boolean {
  return only === null || idOf(only) === customer.id
}
