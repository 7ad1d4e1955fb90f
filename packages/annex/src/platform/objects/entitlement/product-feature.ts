/** The features attached to a product. None says whose it is, so the product's row beside it does. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { resourceMissing } from '../../engine/refusals/objects.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { pageOf } from '../page.js'
import { attachedAlready, featureArchived } from './refusals.js'

type ProductFeature = Stripe.ProductFeature

interface Attached {
  /** Ids, newest first. */
  readonly features: readonly string[]
}

export const productFeature: Behaviour<'product_feature'> = {
  kind: 'product_feature',
  read: (attached, work) => ({
    ...attached,
    entitlement_feature:
      work.find('entitlements.feature', attached.entitlement_feature.id) ??
      attached.entitlement_feature,
  }),
  operations: {
    'POST /v1/products/{product}/features': (
      { product = '' },
      params: Stripe.ProductCreateFeatureParams,
      work,
    ) => attach(product, params.entitlement_feature, work),
    'GET /v1/products/{product}/features': (
      { product = '' },
      params: Stripe.ProductListFeaturesParams,
      work,
    ) => {
      work.get('product', product)
      const url = `/v1/products/${product}/features`
      return pageOf(featuresOf(product, work), params, { url, noun: 'product_feature' })
    },
    'GET /v1/products/{product}/features/{id}': ({ product = '', id = '' }, _params, work) =>
      ofProduct(product, id, work),
    'DELETE /v1/products/{product}/features/{id}': ({ product = '', id = '' }, _params, work) => {
      ofProduct(product, id, work)
      const features = idsOf(product, work).filter((one) => one !== id)
      work.setAside<Attached>(product, { features })
      return work.remove('product_feature', id)
    },
  },
}

function attach(product: string, id: string, work: UnitOfWork): ProductFeature {
  work.get('product', product)
  const entitlement_feature = work.get('entitlements.feature', id, 'entitlement_feature')
  if (!entitlement_feature.active) throw featureArchived(id)
  const there = featuresOf(product, work)
  if (there.some((one) => one.entitlement_feature.id === id)) throw attachedAlready(id)
  const made = work.insert('product_feature', {
    ...{ id: work.newId('product_feature'), object: 'product_feature', entitlement_feature },
    livemode: work.caller.livemode,
  })
  work.setAside<Attached>(product, { features: [made.id, ...idsOf(product, work)] })
  return made
}

export function featuresOf(product: string, work: UnitOfWork): ProductFeature[] {
  return idsOf(product, work).flatMap((id) => work.find('product_feature', id) ?? [])
}

function idsOf(product: string, work: UnitOfWork): readonly string[] {
  return work.aside<Attached>(product).features ?? []
}

function ofProduct(product: string, id: string, work: UnitOfWork): ProductFeature {
  work.get('product', product)
  if (idsOf(product, work).includes(id)) return work.get('product_feature', id)
  throw resourceMissing({ noun: 'product_feature', id, param: 'id', inPath: true })
}
