/** Prices: how much for what, once or every so often. Only their words ever change. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { parametersExclusive } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { currencyOptions } from './amounts.js'
import { withoutIncludable } from './includable.js'
import { checkMeter } from './metered.js'
import { newPrice } from './new-price.js'
import { planOf } from '../plan/plan-of.js'
import { productFor } from './product.js'
import { checkTiers } from './tiers.js'
import { amountRequired, lookupKeyTaken, productRequired } from './refusals.js'

type CreateParams = Stripe.PriceCreateParams
type UpdateParams = Stripe.PriceUpdateParams

export const price: Behaviour<'price'> = {
  kind: 'price',
  check(params: CreateParams & UpdateParams, work, before) {
    if (!before) checkCreate(params, work)
    if (params.lookup_key) claimLookupKey(params, before?.id, work)
  },
  defaults: (params: CreateParams, work) =>
    newPrice({ ...params, product: params.product ?? productFor(params.product_data, work) }, work),
  afterCreate(price, _params, work) {
    if (price.recurring) work.insert('plan', planOf(price))
    return price
  },
  changes: ({ currency_options: others }: UpdateParams, before) =>
    others === undefined
      ? {}
      : {
          currency_options: {
            ...before.currency_options,
            ...currencyOptions(before, others || null),
          },
        },
  read: withoutIncludable,
  include: (price, field, work): unknown => Reflect.get(work.get('price', price.id), field),
}

/** A recurring price's changes are news of its plan as well. */
export function renewPlan(priceId: string, work: UnitOfWork): void {
  const changed = work.get('price', priceId)
  if (changed.recurring) work.update('plan', priceId, planOf(changed))
}

function checkCreate(params: CreateParams, work: UnitOfWork): void {
  const { product, product_data } = params
  if (product !== undefined && product_data) throw parametersExclusive(['product', 'product_data'])
  if (product === undefined && !product_data) throw productRequired()
  if (product !== undefined) work.get('product', product, 'product')
  if (params.recurring) checkMeter(params.recurring, work, 'recurring')
  checkTiers(params, 'transform_quantity')
  const amounts = [params.unit_amount, params.unit_amount_decimal, params.custom_unit_amount]
  if (!params.tiers && amounts.every((amount) => amount === undefined))
    throw amountRequired('unit_amount')
}

/** Moves the key from the price that has it, or refuses. */
function claimLookupKey(
  { lookup_key, transfer_lookup_key }: UpdateParams,
  priceId: string | undefined,
  work: UnitOfWork,
): void {
  const owner = work.list('price', { lookup_key: lookup_key ?? null })[0]
  if (!owner || owner.id === priceId) return
  if (!transfer_lookup_key) throw lookupKeyTaken(owner.id)
  work.update('price', owner.id, { lookup_key: null })
}
