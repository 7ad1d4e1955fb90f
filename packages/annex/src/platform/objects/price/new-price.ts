/** A price from its parameters, for `POST /v1/prices` and for other objects that bring one along. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { amountsOf, currencyOptions } from './amounts.js'
import { planOf } from '../plan/plan-of.js'

export type PriceParams = Omit<Stripe.PriceCreateParams, 'expand' | 'product_data'>

/** Keeps a new price, and its plan when it recurs: `price.created`, then `plan.created`. */
export function addPrice(
  params: PriceParams & { product: string },
  work: UnitOfWork,
): Stripe.Price {
  const price = work.insert('price', newPrice(params, work))
  if (price.recurring) work.insert('plan', planOf(price))
  return price
}

export function newPrice(params: PriceParams, work: UnitOfWork): Stripe.Price {
  const { currency, recurring } = params
  const amounts = amountsOf(params)
  return {
    id: work.newId('price'),
    object: 'price',
    active: params.active ?? true,
    billing_scheme: params.billing_scheme ?? 'per_unit',
    created: work.now,
    currency,
    currency_options: currencyOptions({ ...amounts, currency }, params.currency_options),
    livemode: work.caller.livemode,
    lookup_key: params.lookup_key ?? null,
    metadata: metadataFrom(params.metadata),
    nickname: params.nickname ?? null,
    product: params.product ?? '',
    recurring: recurring ? recurringOf(recurring) : null,
    tiers_mode: params.tiers_mode ?? null,
    transform_quantity: params.transform_quantity ?? null,
    type: recurring ? 'recurring' : 'one_time',
    ...amounts,
  }
}

function recurringOf(given: Stripe.PriceCreateParams.Recurring): Stripe.Price.Recurring {
  return {
    interval: given.interval,
    interval_count: given.interval_count ?? 1,
    meter: given.meter ?? null,
    trial_period_days: given.trial_period_days ?? null,
    usage_type: given.usage_type ?? 'licensed',
  }
}
