/** Whether tiers make sense: ascending, the last without end, and nothing beside them. */
import type Stripe from 'stripe'
import {
  lastTierEnds,
  notWithTiers,
  onlyTiered,
  tierCostsNothing,
  tiersMissing,
  tiersOutOfOrder,
} from './refusals.js'

type Tier = Stripe.PriceCreateParams.Tier

/** Alike for prices and plans; only what a plan calls `amount` and `transform_usage` differs. */
interface Params {
  readonly billing_scheme?: string
  readonly tiers?: readonly Tier[]
  readonly tiers_mode?: string
}

/** @param transform the parameter that counts in packages, which tiers can't be combined with */
export function checkTiers(
  params: Params,
  transform: 'transform_quantity' | 'transform_usage',
): void {
  const { billing_scheme, tiers, tiers_mode } = params
  if (billing_scheme !== 'tiered') {
    if (tiers) throw onlyTiered('tiers')
    if (tiers_mode) throw onlyTiered('tiers_mode')
    return
  }
  if (!tiers || tiers.length === 0) throw tiersMissing('tiers')
  if (!tiers_mode) throw tiersMissing('tiers_mode')
  for (const name of [
    'unit_amount',
    'unit_amount_decimal',
    'amount',
    'amount_decimal',
    transform,
  ]) {
    if (Reflect.get(params, name) !== undefined) throw notWithTiers(name)
  }
  tiers.forEach((tier, index) => checkTier(tier, index, tiers))
}

function checkTier(tier: Tier, index: number, tiers: readonly Tier[]): void {
  const costs = [
    tier.unit_amount,
    tier.unit_amount_decimal,
    tier.flat_amount,
    tier.flat_amount_decimal,
  ]
  if (costs.every((cost) => cost === undefined)) throw tierCostsNothing(index)
  const isLast = index === tiers.length - 1
  if ((tier.up_to === 'inf') !== isLast) throw lastTierEnds(index)
  const before = tiers[index - 1]?.up_to ?? 0
  if (tier.up_to !== 'inf' && before !== 'inf' && tier.up_to <= before) throw tiersOutOfOrder(index)
}
