/** What a session comes to: each line with its discounts and taxes, and their sums. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { discountAmounts, type Off } from '../billing/discount-amounts.js'
import { checkAmount, minimumOf } from '../amounts.js'
import { amountOf } from '../billing/price-amounts.js'
import { addedBy, taxesOn, type Tax } from '../billing/tax-amounts.js'
import { amountOffIn } from '../discount/redeem.js'
import { pricingIn } from '../price/given.js'
import { idOf, idOrNull } from '../reference.js'
import { ratesAgreed } from '../tax-rate/given.js'
import type { Kept, Line, Session } from './kept.js'
import { totalTooSmall } from './refusals.js'

export interface Priced {
  readonly line: Line
  readonly price: Stripe.Price
  /** Before discounts and taxes; nothing while a trial lasts. */
  readonly amount: number
  readonly discount: number
  readonly taxes: readonly Tax[]
}

/** What decides about the amounts of a session. */
export type Basis = Pick<Kept, 'currency' | 'discounts' | 'kept'> &
  Partial<Pick<Kept, 'shipping_cost'>>

export function pricedLines(session: Basis, work: UnitOfWork): readonly Priced[] {
  const currency = session.currency ?? ''
  const trial = hasTrial(session)
  const sold = session.kept.lines.map((line) => {
    const price = work.get('price', line.price)
    const amount = trial && price.recurring ? 0 : costOf(price, line.quantity, currency)
    return { line, price, amount }
  })
  const offs = couponsOf(session, work)
  const taken = discountAmounts(
    sold.map(({ amount, price }) => ({ amount, offs: offsFor(price, offs, currency) })),
  )
  return sold.map((one, index) => {
    const discount = (taken[index] ?? []).reduce((sum, { amount }) => sum + amount, 0)
    const rates = ratesOf(one.line, session, work)
    return { ...one, discount, taxes: taxesOn(one.amount - discount, rates) }
  })
}

export function hasTrial({ kept }: Pick<Kept, 'kept'>): boolean {
  const { trial_end, trial_period_days } = kept.terms.subscription_data ?? {}
  return trial_end !== undefined || (trial_period_days ?? 0) > 0
}

/** A whole period of it, where it recurs. */
export function costOf(price: Stripe.Price, quantity: number, currency: string): number {
  if (price.recurring?.usage_type === 'metered') return 0
  return amountOf(pricingIn(price, currency) ?? price, quantity)
}

function couponsOf({ discounts }: Basis, work: UnitOfWork): Stripe.Coupon[] {
  return (discounts ?? []).flatMap((one) => couponOf(one, work) ?? [])
}

/** The coupon itself, or the one behind a promotion code. */
export function couponOf(
  { coupon, promotion_code }: Stripe.Checkout.Session.Discount,
  work: UnitOfWork,
): Stripe.Coupon | undefined {
  const code = work.find('promotion_code', idOrNull(promotion_code) ?? '')
  return work.find('coupon', idOrNull(coupon) ?? idOrNull(code?.promotion.coupon) ?? '')
}

function offsFor(price: Stripe.Price, coupons: readonly Stripe.Coupon[], currency: string): Off[] {
  return coupons
    .filter(({ applies_to }) => !applies_to || applies_to.products.includes(idOf(price.product)))
    .map((coupon) => ({
      discount: coupon.id,
      percent_off: coupon.percent_off,
      amount_off: amountOffIn(coupon, currency) ?? null,
    }))
}

/** What was agreed holds, also when a rate has been put away since. */
function ratesOf(line: Line, { kept }: Basis, work: UnitOfWork): Stripe.TaxRate[] {
  const usual = kept.terms.subscription_data?.default_tax_rates ?? []
  const ids = line.tax_rates.length > 0 ? line.tax_rates : usual
  return ratesAgreed(ids, work)
}

export function totalOf({ amount, discount, taxes }: Priced): number {
  return amount - discount + addedBy(taxes)
}

/** The fields of a session that its lines come to. */
type Sums = Pick<Session, 'amount_subtotal' | 'amount_total' | 'total_details'>

function totals(lines: readonly Priced[], shipping: number): Sums {
  const taxes = lines.flatMap((one) => one.taxes)
  return {
    amount_subtotal: sum(lines.map(({ amount }) => amount)),
    amount_total: sum(lines.map(totalOf)) + shipping,
    total_details: {
      amount_discount: sum(lines.map(({ discount }) => discount)),
      amount_shipping: shipping,
      amount_tax: sum(taxes.map(({ amount }) => amount)),
    },
  }
}

/** Before discounts and taxes. */
export function subtotalOf(sold: Basis, work: UnitOfWork): number {
  return sum(pricedLines(sold, work).map(({ amount }) => amount))
}

/** @throws Refusal when no card network would carry what it comes to; nothing at all is fine */
export function checkedTotals(sold: Basis, work: UnitOfWork): Sums {
  const sums = totals(pricedLines(sold, work), sold.shipping_cost?.amount_total ?? 0)
  const total = sums.amount_total ?? 0
  const currency = sold.currency ?? ''
  if (total > 0 && total < minimumOf(currency)) throw totalTooSmall(currency)
  if (total > 0) checkAmount(total, currency, 'line_items')
  return sums
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
