/** What a grant's credit may be spent on: everything metered, or some metered prices. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { notMetered, oneScope, tooManyPrices } from './refusals.js'

const MOST_PRICES = 20

interface ScopeParams {
  readonly price_type?: 'metered'
  readonly prices?: readonly { readonly id: string }[]
}

/** @param param where the scope stands, for refusals */
export function checkScope(
  { price_type, prices }: ScopeParams,
  param: string,
  work: UnitOfWork,
): void {
  const hasPrices = prices !== undefined && prices.length > 0
  if (hasPrices === (price_type !== undefined)) throw oneScope()
  if (hasPrices && prices.length > MOST_PRICES) throw tooManyPrices(MOST_PRICES)
  for (const [index, { id }] of (prices ?? []).entries()) {
    const named = `${param}[prices][${index}][id]`
    if (!work.get('price', id, named).recurring?.meter) throw notMetered(id, named)
  }
}

export function appliesTo(
  { applicability_config }: Stripe.Billing.CreditGrant,
  price: string,
  work: UnitOfWork,
): boolean {
  const { prices } = applicability_config.scope
  if (prices && prices.length > 0) return prices.some(({ id }) => id === price)
  return Boolean(work.find('price', price)?.recurring?.meter)
}
