/** How one thing that is sold is taxed, and why. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Buyer } from './place.js'
import { isInEu, rateAt, type Rate } from './rates.js'
import { isRegistered } from './registered.js'
import type Stripe from 'stripe'

type Reason = Stripe.Tax.Calculation.TaxBreakdown.TaxabilityReason

export interface Taxation {
  readonly reason: Reason
  /** Of nothing, where no tax is due. */
  readonly rate: Rate | undefined
}

/** What nobody taxes. */
const NOT_TAXABLE = 'txcd_00000000'

/** @returns by tax code; decided once for all lines of a calculation */
export function taxationFor(
  buyer: Buyer,
  at: number,
  work: UnitOfWork,
): (taxCode: string) => Taxation {
  const { country, state } = buyer.address
  const rate = rateAt(country, state)
  const because = (reason: Reason): Taxation => ({ reason, rate: undefined })
  const always = forAll()
  return (taxCode) => {
    if (always !== undefined) return always
    return taxCode === NOT_TAXABLE ? because('product_exempt') : { reason: 'standard_rated', rate }
  }

  function forAll(): Taxation | undefined {
    const { taxability_override: override } = buyer
    if (override === 'customer_exempt' || override === 'reverse_charge') return because(override)
    if (!isRegistered({ country, state }, at, work)) return because('not_collecting')
    if (rate === undefined) return because('not_supported')
    if (rate.percentage === 0) return because('not_subject_to_tax')
    return isBusinessAbroad(buyer, work) ? because('reverse_charge') : undefined
  }
}

/** A business in another member state of the EU pays the tax itself. */
function isBusinessAbroad({ address, tax_ids }: Buyer, work: UnitOfWork): boolean {
  const home = work.find('tax.settings', 'self')?.head_office?.address.country ?? null
  if (home === null || !isInEu(home) || !isInEu(address.country)) return false
  return home !== address.country && tax_ids.some(({ type }) => type === 'eu_vat')
}
