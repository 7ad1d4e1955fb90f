/** Subscriptions before 2025-03-31.basil: one period for all items, one discount, coupons by name. */
import type Stripe from 'stripe'
import type { Params } from '../../engine/behaviour.js'
import { embedded, optional, text, type Change } from '../change.js'
import { onlyDiscount } from './discount.js'

const since = '2025-03-31.basil'

export const subscription: Change = {
  since,
  about:
    '`subscription.current_period_start` and `current_period_end`, those of its first item; `discount` beside `discounts`',
  view: {
    kind: 'subscription',
    fields: optional({ discount: embedded('discount') }),
    show(subscription: Stripe.Subscription, look) {
      const [item] = subscription.items?.data ?? []
      return {
        ...subscription,
        current_period_start: item?.current_period_start ?? subscription.start_date,
        current_period_end: item?.current_period_end ?? subscription.start_date,
        discount: onlyDiscount(subscription.discounts, look),
      }
    },
  },
}

export const subscriptionCoupon: Change = {
  since,
  about: '`coupon` and `promotion_code` of a subscription instead of `discounts`',
  request: {
    operations: ['POST /v1/subscriptions', 'POST /v1/subscriptions/{id}'],
    parameters: optional({ coupon: text, promotion_code: text }),
    translate: ({ coupon, promotion_code, ...params }) => ({
      ...params,
      ...discounts({ coupon, promotion_code }),
    }),
  },
}

export const previewCoupon: Change = {
  since,
  about: '`coupon` of an invoice preview instead of `discounts`',
  request: {
    operations: ['POST /v1/invoices/create_preview'],
    parameters: optional({ coupon: text }),
    translate: ({ coupon, ...params }) => ({ ...params, ...discounts({ coupon }) }),
  },
}

/** Naming one replaces all, emptying one removes all. */
function discounts(given: Params): Params {
  const named = Object.entries(given).filter(([, value]) => value !== undefined)
  if (named.length === 0) return {}
  const kept = named.filter(([, value]) => value !== null)
  return { discounts: kept.length === 0 ? null : [Object.fromEntries(kept)] }
}

export const scheduleCoupon: Change = {
  since,
  about: '`subscription_schedule.phases[].coupon` beside `discounts`',
  view: {
    kind: 'subscription_schedule',
    fields: new Map(),
    show(schedule: Stripe.SubscriptionSchedule) {
      const phases = schedule.phases?.map((phase) => ({
        ...phase,
        coupon: phase.discounts?.[0]?.coupon ?? null,
      }))
      return { ...schedule, phases }
    },
  },
}
