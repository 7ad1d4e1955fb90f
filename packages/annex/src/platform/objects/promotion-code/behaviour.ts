/** Promotion codes: what customers type in to redeem a coupon, and who may. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { Behaviour } from '../../engine/behaviour.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'
import { codeTaken } from './refusals.js'
import { restrictionsOf, withOptions } from './restrictions.js'

type CreateParams = Stripe.PromotionCodeCreateParams
type UpdateParams = Stripe.PromotionCodeUpdateParams

const CODE_LENGTH = 8

export const promotionCode: Behaviour<'promotion_code'> = {
  kind: 'promotion_code',
  lifecycle: { changing: { times_redeemed: [] } },
  check(params: CreateParams & UpdateParams, work, before) {
    if (!before && params.promotion.coupon === undefined)
      throw parameterMissing('promotion[coupon]')
    if (!before) work.get('coupon', params.promotion.coupon ?? '', 'promotion[coupon]')
    const code = before?.code ?? params.code
    const isOrBecomesActive = params.active ?? before?.active ?? true
    if (code && isOrBecomesActive) checkFree(code, params.customer ?? null, before?.id, work)
  },
  defaults: (params: CreateParams, work) => ({
    active: params.active ?? true,
    code: params.code ?? randomText(CODE_LENGTH, work.random).toUpperCase(),
    promotion: { coupon: params.promotion.coupon ?? null, type: 'coupon' },
    restrictions: restrictionsOf(params.restrictions),
    times_redeemed: 0,
  }),
  changes: ({ restrictions }: UpdateParams, before) =>
    restrictions ? { restrictions: withOptions(before.restrictions, restrictions) } : {},
  filters: {
    coupon: (value) =>
      typeof value === 'string' ? [{ field: 'promotion.coupon', operator: '=', value }] : [],
  },
}

/** Upper and lower case are the same to the person typing; one active code for each customer. */
function checkFree(
  code: string,
  customer: string | null,
  own: string | undefined,
  work: UnitOfWork,
): void {
  const taken = work
    .list('promotion_code', { active: true })
    .some(
      (other) =>
        other.id !== own &&
        other.code.toLowerCase() === code.toLowerCase() &&
        idOrNull(other.customer) === customer,
    )
  if (taken) throw codeTaken(code)
}
