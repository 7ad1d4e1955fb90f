/** How discounts end: used by the one invoice they were for, or when their months are over. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { dropDiscount } from '../customer/discount.js'
import { idOf } from '../reference.js'
import { itemList, keepItems } from './items.js'

type Subscription = Stripe.Subscription
type Item = Stripe.SubscriptionItem

/** What was good for one invoice goes, from the subscription and its items, once one has used it. */
export function spendDiscounts(
  invoice: Stripe.Invoice,
  subscription: Subscription,
  work: UnitOfWork,
): void {
  const used = (invoice.total_discount_amounts ?? [])
    .filter(({ amount }) => amount > 0)
    .map(({ discount }) => idOf(discount))
  drop(
    subscription,
    used.filter((id) => isForOne(id, work)),
    work,
  )
}

function isForOne(id: string, work: UnitOfWork): boolean {
  const coupon = work.find('discount', id)?.source.coupon
  return typeof coupon === 'object' && coupon?.duration === 'once'
}

function drop(subscription: Subscription, gone: readonly string[], work: UnitOfWork): void {
  const stays = (discount: Stripe.Subscription['discounts'][number]) =>
    !gone.includes(idOf(discount))
  const { id, items } = subscription
  const discounts = subscription.discounts.map(idOf).filter(stays)
  const changed = items.data.map((item: Item) => {
    return item.discounts.every(stays) ? item : { ...item, discounts: item.discounts.filter(stays) }
  })
  const isSame = changed.every((item, index) => item === items.data[index])
  if (isSame && discounts.length === subscription.discounts.length) return
  keepItems(changed, items.data, work)
  work.update('subscription', id, { discounts, items: itemList(id, changed) })
}

/** An invoice keeps what it had; a renewal at this very moment is without it already. */
export const endDiscount: DueTask = (id, work) => {
  const discount = work.find('discount', id)
  if (!discount || discount.end === null || discount.end > work.now) return
  const { customer, subscription, invoice, invoice_item } = discount
  if (subscription !== null) {
    const discounted = work.find('subscription', subscription)
    if (discounted) drop(discounted, [id], work)
  } else if (invoice === null && invoice_item === null) {
    const discounted = work.find('customer', customer === null ? '' : idOf(customer))
    if (discounted?.discount?.id === id) dropDiscount(discounted, work)
  }
}
