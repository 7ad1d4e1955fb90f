/** Plans, the older name of recurring prices: each is kept as both, under one id. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { newPrice, type PriceParams } from '../price/new-price.js'
import { withoutIncludable } from '../price/includable.js'
import { checkMeter } from '../price/metered.js'
import { amountRequired, productRequired } from '../price/refusals.js'
import { checkTiers } from '../price/tiers.js'
import { productFor } from '../price/product.js'
import { idOf } from '../reference.js'
import { planOf } from './plan-of.js'

type CreateParams = Stripe.PlanCreateParams

export const plan: Behaviour<'plan'> = {
  kind: 'plan',
  check(params: CreateParams, work, before) {
    if (before) return
    if (params.product === undefined) throw productRequired()
    if (typeof params.product === 'string') work.get('product', params.product, 'product')
    checkMeter(params, work)
    checkTiers(params, 'transform_usage')
    const amounts = [params.amount, params.amount_decimal, params.tiers]
    if (amounts.every((amount) => amount === undefined)) throw amountRequired('amount')
  },
  defaults(params: CreateParams, work) {
    const price = newPrice(priceParams(params, productFor(params.product, work)), work)
    return planOf({ ...price, ...(params.id ? { id: params.id } : {}) })
  },
  afterCreate(plan, params: CreateParams, work) {
    const price = newPrice(priceParams(params, idOf(plan.product ?? '')), work)
    work.insert('price', { ...price, id: plan.id })
    return plan
  },
  read: withoutIncludable,
  include: (plan, field, work): unknown => Reflect.get(work.get('plan', plan.id), field),
  beforeRemove: (plan, work) => void work.remove('price', plan.id),
}

/** `plan.updated` is news of the price: the words are the same on both. */
export function renewPrice(planId: string, work: UnitOfWork): void {
  const { active, metadata, nickname } = work.get('plan', planId)
  work.update('price', planId, { active, metadata: metadata ?? {}, nickname })
}

function priceParams(params: CreateParams, product: string): PriceParams & { product: string } {
  const { amount, amount_decimal, interval, interval_count, meter, trial_period_days } = params
  const recurring = {
    interval,
    ...(interval_count === undefined ? {} : { interval_count }),
    ...(meter === undefined ? {} : { meter }),
    ...(trial_period_days === undefined ? {} : { trial_period_days }),
    ...(params.usage_type === undefined ? {} : { usage_type: params.usage_type }),
  }
  return {
    currency: params.currency,
    product,
    recurring,
    ...(params.active === undefined ? {} : { active: params.active }),
    ...(amount === undefined ? {} : { unit_amount: amount }),
    ...(amount_decimal === undefined ? {} : { unit_amount_decimal: amount_decimal }),
    ...(params.billing_scheme && { billing_scheme: params.billing_scheme }),
    ...(params.metadata && { metadata: params.metadata }),
    ...(params.nickname && { nickname: params.nickname }),
    ...(params.tiers && { tiers: params.tiers }),
    ...(params.tiers_mode && { tiers_mode: params.tiers_mode }),
    ...(params.transform_usage && { transform_quantity: params.transform_usage }),
  }
}
