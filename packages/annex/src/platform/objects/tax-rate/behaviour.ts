/** Tax rates: a percentage inside a price or on top of it. Percentage and kind never change. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { invalidRequest } from '../../engine/errors.js'

type CreateParams = Stripe.TaxRateCreateParams

export const taxRate: Behaviour<'tax_rate'> = {
  kind: 'tax_rate',
  check({ percentage }: CreateParams, _work, before) {
    if (!before && (percentage < 0 || percentage > 100)) throw percentageOutOfRange()
  },
  defaults: (params: CreateParams) => ({
    active: params.active ?? true,
    effective_percentage: null,
    flat_amount: null,
    jurisdiction_level: null,
    rate_type: 'percentage',
    tax_type: params.tax_type ?? null,
  }),
}

function percentageOutOfRange() {
  const message = 'Invalid percentage: must be at least 0 and at most 100.'
  return invalidRequest(message, { param: 'percentage' })
}
