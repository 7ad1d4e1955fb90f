/** Products: what is sold; their prices say for how much. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { invalidRequest } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { addPrice } from '../price/new-price.js'
import { idOf } from '../reference.js'

type CreateParams = Stripe.ProductCreateParams
type UpdateParams = Stripe.ProductUpdateParams

export const product: Behaviour<'product'> = {
  kind: 'product',
  check(params: UpdateParams, work, before) {
    if (before && params.default_price) checkOwnPrice(params.default_price, before.id, work)
  },
  defaults: (params: CreateParams, work) => ({
    active: params.active ?? true,
    default_price: null,
    images: params.images ?? [],
    marketing_features: params.marketing_features ?? [],
    package_dimensions: params.package_dimensions ?? null,
    type: params.type ?? 'service',
    updated: work.now,
  }),
  afterCreate(product, params: CreateParams, work) {
    if (!params.default_price_data) return product
    const price = addPrice({ ...params.default_price_data, product: product.id }, work)
    return work.update('product', product.id, { default_price: price.id })
  },
  changes: (_params, _before, work) => ({ updated: work.now }),
  beforeRemove(product, work) {
    if (work.list('price', { product: product.id }).length > 0) throw hasPrices()
  },
}

function checkOwnPrice(priceId: string, productId: string, work: UnitOfWork): void {
  const price = work.get('price', priceId, 'default_price')
  if (idOf(price.product) !== productId) throw notItsPrice(priceId, productId)
}

function notItsPrice(price: string, product: string) {
  const message = `The price \`${price}\` does not belong to the product \`${product}\`.`
  return invalidRequest(message, { param: 'default_price' })
}

function hasPrices() {
  return invalidRequest(
    'This product cannot be deleted because it has one or more user-created prices. ' +
      'Archive it instead by setting `active` to false.',
  )
}
