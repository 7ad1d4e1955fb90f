/** Which meter a price's usage comes from: `recurring[meter]`, of an active meter. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { meterInactive, meterRequired, onlyMetered } from './refusals.js'

type Recurring = Pick<Stripe.PriceCreateParams.Recurring, 'meter' | 'usage_type'>

/** @param within `recurring` of a price; left out for a plan, whose parameters stand alone */
export function checkMeter(
  { meter, usage_type }: Recurring,
  work: UnitOfWork,
  within?: string,
): void {
  const param = within === undefined ? 'meter' : `${within}[meter]`
  if (meter === undefined) {
    // Usage records, which needed no meter, are gone since 2025-03-31.basil.
    if (usage_type === 'metered') throw meterRequired(param)
    return
  }
  if (usage_type !== 'metered') throw onlyMetered(param)
  if (work.get('billing.meter', meter, param).status !== 'active') throw meterInactive(meter, param)
}
