/** The change that the customer is only asked to confirm: another price or quantity of one item. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Visit } from './flow.js'
import { noSuchItem, notOffered, oneDiscountOnly, oneItemOnly } from './refusals.js'
import { updatableSubscription } from './subscription.js'

type Confirm = NonNullable<Stripe.BillingPortal.Session.Flow['subscription_update_confirm']>
type Given = NonNullable<
  NonNullable<Stripe.BillingPortal.SessionCreateParams['flow_data']>['subscription_update_confirm']
>

const WITHIN = 'flow_data[subscription_update_confirm]'

export function updateToConfirm(
  { subscription_update_confirm: given }: { subscription_update_confirm?: Given },
  visit: Visit,
  work: UnitOfWork,
): Confirm {
  if (!given) throw parameterMissing(WITHIN)
  const param = `${WITHIN}[subscription]`
  const subscription = updatableSubscription(given.subscription, visit, param, work)
  const [item] = given.items
  if (!item || given.items.length > 1) throw oneItemOnly(`${WITHIN}[items]`)
  if (!subscription.items.data.some(({ id }) => id === item.id)) {
    throw noSuchItem(item.id, subscription.id, `${WITHIN}[items][0][id]`)
  }
  if (item.price !== undefined) checkOffered(item.price, visit, work)
  return {
    discounts: discountsFrom(given),
    items: [
      {
        id: item.id,
        price: item.price ?? null,
        ...(item.quantity !== undefined && { quantity: item.quantity }),
      },
    ],
    subscription: subscription.id,
  }
}

function checkOffered(price: string, { configuration }: Visit, work: UnitOfWork): void {
  const param = `${WITHIN}[items][0][price]`
  work.get('price', price, param)
  const products = configuration.features.subscription_update.products ?? []
  if (!products.some(({ prices }) => prices.includes(price))) throw notOffered(price, param)
}

/** Both exist: ids in parameters are looked up before. */
function discountsFrom({ discounts }: Given): Confirm['discounts'] {
  if (!discounts || discounts.length === 0) return null
  const within = `${WITHIN}[discounts]`
  const [given] = discounts
  const isOne = given && discounts.length === 1 && !given.coupon !== !given.promotion_code
  if (!isOne) throw oneDiscountOnly(within)
  const { coupon = null, promotion_code = null } = given
  return [{ coupon, promotion_code }]
}
