/** What a customer may use: the features of the products they are subscribed to. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { pageOf } from '../page.js'
import { idOf } from '../reference.js'
import { featuresOf } from './product-feature.js'

type Entitlement = Stripe.Entitlements.ActiveEntitlement

/** A payment that is late takes nothing away yet. */
const ENTITLING = ['trialing', 'active', 'past_due']

interface Entitled {
  /** Ids, newest first; an entitlement doesn't say whose it is. */
  readonly entitlements: readonly string[]
}

export const activeEntitlement: Behaviour<'entitlements.active_entitlement'> = {
  kind: 'entitlements.active_entitlement',
  operations: {
    'GET /v1/entitlements/active_entitlements': (
      _path,
      params: Stripe.Entitlements.ActiveEntitlementListParams,
      work,
    ) => {
      const { id } = work.get('customer', params.customer, 'customer')
      return listed(entitlementsOf(id, work), params)
    },
  },
}

/**
 * Brings a customer's entitlements up to date after a change of one of their subscriptions. What is
 * attached to a product later counts from their next change on, at the latest the next period.
 */
export function refreshEntitlements(subscription: Stripe.Subscription, work: UnitOfWork): void {
  const customer = idOf(subscription.customer)
  const before = entitlementsOf(customer, work)
  // Most accounts have no features; every renewal asks.
  if (before.length === 0 && featuresIn(subscription, work).length === 0) return
  const wanted = featuresFor(customer, work)
  const kept = before.filter(({ feature }) => wanted.has(idOf(feature)))
  const known = new Set(kept.map(({ feature }) => idOf(feature)))
  const added = [...wanted.values()].filter(({ id }) => !known.has(id))
  if (kept.length === before.length && added.length === 0) return
  for (const one of before) {
    if (!kept.includes(one)) work.remove('entitlements.active_entitlement', one.id)
  }
  const after = [...added.map((feature) => entitle(feature, work)), ...kept]
  work.setAside<Entitled>(customer, { entitlements: after.map(({ id }) => id) })
  tell(customer, { before, after }, work)
}

/** By id. */
function featuresFor(customer: string, work: UnitOfWork) {
  const features = work
    .list('subscription', { customer })
    .filter(({ status }) => ENTITLING.includes(status))
    .flatMap((subscription) => featuresIn(subscription, work))
    .map(({ entitlement_feature }) => [entitlement_feature.id, entitlement_feature] as const)
  return new Map(features)
}

function featuresIn({ items }: Stripe.Subscription, work: UnitOfWork) {
  const products = new Set(items.data.map(({ price }) => idOf(price.product)))
  return [...products].flatMap((product) => featuresOf(product, work))
}

function entitle(feature: Stripe.Entitlements.Feature, work: UnitOfWork): Entitlement {
  return work.insert('entitlements.active_entitlement', {
    ...{ id: work.newId('entitlements.active_entitlement') },
    object: 'entitlements.active_entitlement',
    feature: feature.id,
    livemode: work.caller.livemode,
    lookup_key: feature.lookup_key,
  })
}

function entitlementsOf(customer: string, work: UnitOfWork): Entitlement[] {
  const ids = work.aside<Entitled>(customer).entitlements ?? []
  return ids.flatMap((id) => work.find('entitlements.active_entitlement', id) ?? [])
}

function tell(
  customer: string,
  { before, after }: { before: readonly Entitlement[]; after: readonly Entitlement[] },
  work: UnitOfWork,
): void {
  const params = { customer }
  work.announce(
    'entitlements.active_entitlement_summary.updated',
    {
      object: 'entitlements.active_entitlement_summary',
      customer,
      entitlements: listed(after, params),
      livemode: work.caller.livemode,
    },
    { entitlements: { data: listed(before, params).data } },
  )
}

function listed(
  all: readonly Entitlement[],
  params: Stripe.Entitlements.ActiveEntitlementListParams,
) {
  const url = `/v1/entitlements/active_entitlements?customer=${params.customer}`
  return pageOf(all, params, { url, noun: 'active_entitlement' })
}
