/** What stands between the lines of a bill and its total: discounts and taxes. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../../objects/reference.js'
import type { BillSum } from './bill.js'
import { money } from './words.js'

interface Discounted {
  readonly currency: string
  readonly discounts: readonly { amount: number; discount: string | { id: string } }[]
}

export function discountSums({ currency, discounts }: Discounted, work: UnitOfWork): BillSum[] {
  return discounts.map(({ amount, discount }) => ({
    label: discountName(work.find('discount', idOf(discount))),
    amount: money(-amount, currency),
  }))
}

function discountName(discount: Stripe.Discount | undefined): string {
  const coupon = discount?.source.coupon
  if (!coupon || typeof coupon === 'string') return 'Discount'
  const off = coupon.percent_off === null ? '' : ` (${coupon.percent_off}% off)`
  return `${coupon.name ?? 'Discount'}${off}`
}

interface Taxed {
  readonly currency: string
  readonly total_excluding_tax: number | null
  readonly total_taxes: readonly Stripe.Invoice.TotalTax[] | null
}

/** With the sum they are reckoned on, as tax offices want to read it. */
export function taxSums(taxed: Taxed, work: UnitOfWork): BillSum[] {
  const { currency, total_excluding_tax: before, total_taxes: taxes } = taxed
  if (!taxes || taxes.length === 0) return []
  const without =
    before === null ? [] : [{ label: 'Total excluding tax', amount: money(before, currency) }]
  return [...without, ...taxes.map((tax) => taxSum(tax, currency, work))]
}

function taxSum(tax: Stripe.Invoice.TotalTax, currency: string, work: UnitOfWork): BillSum {
  const { amount, taxable_amount, tax_behavior, tax_rate_details } = tax
  const rate = work.find('tax_rate', tax_rate_details?.tax_rate ?? '')
  const on = taxable_amount === null ? '' : ` on ${money(taxable_amount, currency)}`
  const percent = rate ? ` ${rate.percentage}%` : ''
  const included = tax_behavior === 'inclusive' ? ', included' : ''
  const name = rate?.display_name ?? 'Tax'
  return { label: `${name}${percent}${on}${included}`, amount: money(amount, currency) }
}
