/** Customers before 2025-03-31.basil could be given a coupon. */
import { optional, text, type Change } from '../change.js'

export const customerCoupon: Change = {
  since: '2025-03-31.basil',
  about:
    '`coupon` and `promotion_code` of a customer: its discount, which later versions only read',
  request: {
    operations: ['POST /v1/customers', 'POST /v1/customers/{id}'],
    parameters: optional({ coupon: text, promotion_code: text }),
    // Today has no words for it; the customer's own behaviour still knows these.
    translate: (params) => params,
  },
}
