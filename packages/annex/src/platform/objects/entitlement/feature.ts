/** Features: what a product lets its buyers do, by a key of the account's own. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { archivedForGood, lookupKeyTaken } from './refusals.js'

type CreateParams = Stripe.Entitlements.FeatureCreateParams
type UpdateParams = Stripe.Entitlements.FeatureUpdateParams

export const feature: Behaviour<'entitlements.feature'> = {
  kind: 'entitlements.feature',
  blanks: { active: true },
  check(params: CreateParams & UpdateParams, work, before) {
    if (!before) checkKeyFree(params.lookup_key, work)
    else if (params.active && !before.active) throw archivedForGood(before.id)
  },
  filters: {
    // Left out, the list leaves out what is archived.
    archived: (value) => [{ field: 'active', operator: '=', value: value === true ? 0 : 1 }],
  },
}

/** A key is free again once its feature is archived. */
function checkKeyFree(lookup_key: string, work: UnitOfWork): void {
  const owner = work.list('entitlements.feature', { lookup_key }).find(({ active }) => active)
  if (owner) throw lookupKeyTaken(owner.id)
}
