/** What a seed's account sells, in test mode: products by their id, prices by their lookup key. */
import type Stripe from 'stripe'
import { actingFor } from './acting.js'
import type { SeedPrice, SeedProduct } from './seed-file.js'
import type { SeedTools } from './tools.js'

/** What is there stays as it is, archived or renamed; what is new is added to it. */
export function applyProduct(product: SeedProduct, account: string, tools: SeedTools): void {
  const { unit, post } = actingFor(tools.engine, account)
  const { prices, description, ...given } = product
  if (!unit().find('product', product.id)) {
    post('/v1/products', { ...given, ...(description && { description }) })
  }
  for (const price of prices) {
    const { lookup_key } = price
    if (unit().list('price', { lookup_key }).length === 0) {
      post('/v1/prices', paramsOf(price, product.id))
    }
  }
}

function paramsOf({ interval, ...price }: SeedPrice, product: string): Stripe.PriceCreateParams {
  return { ...price, product, ...(interval && { recurring: { interval } }) }
}
