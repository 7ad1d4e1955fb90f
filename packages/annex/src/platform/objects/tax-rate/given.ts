/** Tax rates that parameters name, as they are shown inside other objects. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export function ratesGiven(
  ids: Stripe.Emptyable<readonly string[]> | undefined,
  work: UnitOfWork,
  param = 'tax_rates',
): Stripe.TaxRate[] {
  return (ids || []).map((id, index) => {
    const rate = work.get('tax_rate', id, `${param}[${index}]`)
    if (!rate.active) throw rateInactive(id, param)
    return rate
  })
}

/** The same for what was agreed on earlier: an archived rate goes on where it is applied. */
export function ratesAgreed(ids: readonly string[], work: UnitOfWork): Stripe.TaxRate[] {
  return ids.flatMap((id) => work.find('tax_rate', id) ?? [])
}

function rateInactive(id: string, param: string): Refusal {
  return invalidRequest(`The tax rate ${id} is inactive. Use an active one.`, { param })
}
