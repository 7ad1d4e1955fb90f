/** What a customer has with the seller: subscriptions, ways to pay, invoices. */
import type Stripe from 'stripe'
import { idOf, idOrNull } from '../../objects/reference.js'
import { isLiving } from '../../objects/billing-portal-session/subscription.js'
import type { Visit } from './visit.js'

type Subscription = Stripe.Subscription

export function subscriptionsOf({ work, customer, session }: Visit): Subscription[] {
  return work
    .list('subscription', { customer: customer.id })
    .filter((one) => isLiving(one) && isSettledWith(session.on_behalf_of, one))
}

/** The customer's own, still living one; undefined for everybody else's. */
export function findSubscription(visit: Visit, id: string): Subscription | undefined {
  return subscriptionsOf(visit).find((one) => one.id === id)
}

export function methodsOf({ work, customer }: Visit): Stripe.PaymentMethod[] {
  return work.list('payment_method', { customer: customer.id })
}

/** Drafts are the seller's own business until they are final. */
export function invoicesOf({ work, customer, session }: Visit): Stripe.Invoice[] {
  return work
    .list('invoice', { customer: customer.id })
    .filter((one) => one.status !== 'draft' && isSettledWith(session.on_behalf_of, one))
}

export function usualMethodOf({ customer }: Visit): string | null {
  return idOrNull(customer.invoice_settings.default_payment_method)
}

/** Whether the coupon or code counts already, as it does when a form is sent twice. */
export function hasDiscount(
  { discounts }: Subscription,
  by: { readonly coupon?: string; readonly promotion_code?: string },
  { work }: Visit,
): boolean {
  return discounts.some((discount) => {
    const { source, promotion_code } = work.get('discount', idOf(discount))
    if (by.promotion_code) return idOrNull(promotion_code) === by.promotion_code
    return promotion_code === null && idOrNull(source.coupon) === by.coupon
  })
}

/** A session on behalf of one account shows what is settled with that one. */
function isSettledWith(
  account: string | null,
  { on_behalf_of }: Pick<Subscription, 'on_behalf_of'>,
): boolean {
  return account === null || idOrNull(on_behalf_of) === account
}
