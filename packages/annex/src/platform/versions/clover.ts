/** What 2025-09-30.clover changed: where a discount comes from, and how subscriptions bill. */
import type Stripe from 'stripe'
import { parameterMissing } from '../engine/refusals/parameters.js'
import type { Look } from '../engine/version.js'
import { embedded, optional, text, type Change } from './change.js'

const since = '2025-09-30.clover'

export const discountCoupon: Change = {
  since,
  about: '`discount.coupon`, the whole coupon, instead of `source`',
  view: {
    kind: 'discount',
    fields: optional({ coupon: embedded('coupon') }),
    show({ source, ...discount }: Stripe.Discount, look) {
      // Kept with the whole coupon, which may be deleted by now.
      const kept = look.find('discount', discount.id)?.source?.coupon ?? source?.coupon
      return { ...discount, coupon: wholeCoupon(kept, look) }
    },
  },
}

export const promotionCoupon: Change = {
  since,
  about: '`promotion_code.coupon`, the whole coupon, instead of `promotion`',
  view: {
    kind: 'promotion_code',
    fields: optional({ coupon: embedded('coupon') }),
    show({ promotion, ...code }: Stripe.PromotionCode, look) {
      return { ...code, coupon: wholeCoupon(promotion?.coupon, look) }
    },
  },
}

function wholeCoupon(coupon: string | Stripe.Coupon | null | undefined, look: Look) {
  if (typeof coupon !== 'string') return coupon ?? null
  // A coupon that is deleted stays on what it was used for; its id is all that is left of it.
  return look.find('coupon', coupon) ?? { id: coupon, object: 'coupon', deleted: true }
}

export const promotionCodeOfCoupon: Change = {
  since,
  about: '`coupon` of a new promotion code instead of `promotion`',
  request: {
    operations: ['POST /v1/promotion_codes'],
    parameters: optional({ coupon: text }),
    replaced: ['promotion'],
    translate({ coupon, ...params }) {
      if (coupon === undefined && params.promotion === undefined) throw parameterMissing('coupon')
      return coupon === undefined ? params : { ...params, promotion: { type: 'coupon', coupon } }
    },
  },
}

export const classicBilling: Change = {
  since,
  about: 'a new subscription bills `classic` unless it says otherwise, later `flexible`',
  request: {
    operations: ['POST /v1/subscriptions'],
    parameters: new Map(),
    translate: (params) => ({ billing_mode: { type: 'classic' }, ...params }),
  },
}
