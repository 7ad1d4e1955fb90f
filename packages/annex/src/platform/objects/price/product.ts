/** The product a price is for: one that is there, or one that comes along with it. */
import type Stripe from 'stripe'
import { alreadyExists } from '../../engine/refusals/objects.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'

type Given = string | Stripe.PriceCreateParams.ProductData | undefined

/** @returns the product's id */
export function productFor(given: Given, work: UnitOfWork): string {
  if (typeof given === 'string' || given === undefined) return given ?? ''
  if (given.id && work.find('product', given.id)) throw alreadyExists('Product')
  const product = work.insert('product', {
    id: given.id || work.newId('product'),
    object: 'product',
    active: given.active ?? true,
    created: work.now,
    default_price: null,
    description: null,
    images: [],
    livemode: work.caller.livemode,
    marketing_features: [],
    metadata: metadataFrom(given.metadata),
    name: given.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: given.statement_descriptor ?? null,
    tax_code: given.tax_code ?? null,
    tax_details: null,
    type: 'service',
    unit_label: given.unit_label ?? null,
    updated: work.now,
    url: null,
  })
  return product.id
}
