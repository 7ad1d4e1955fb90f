/** What a quote comes to: each line with its discounts and taxes, and their sums. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { discountAmounts } from '../billing/discount-amounts.js'
import { amountOf } from '../billing/price-amounts.js'
import { addedBy, taxesOn, type Tax } from '../billing/tax-amounts.js'
import { holdings, offsFor } from '../discount/offs.js'
import { pricingIn } from '../price/given.js'
import { idOf } from '../reference.js'
import { rhythmOf } from '../subscription/items.js'
import { ratesAgreed } from '../tax-rate/given.js'
import { lastsForEver } from './discounts.js'
import type { Kept, Line } from './kept.js'

/** What decides about the amounts of a quote. */
export type Basis = Pick<
  Kept,
  'currency' | 'customer' | 'default_tax_rates' | 'discounts' | 'lines' | 'subscription_data'
>

export interface Priced {
  readonly line: Line
  readonly price: Stripe.Price
  /** Before discounts and taxes. */
  readonly amount: number
  readonly discount: number
  readonly taxes: readonly Tax[]
}

/**
 * `all` is what stands on the quote, `upfront` what the first invoice asks for (nothing yet for what
 * is on trial), `recurring` what each later one does, with the discounts that never end.
 */
export type View = 'all' | 'upfront' | 'recurring'

export function pricedLines(quote: Basis, view: View, work: UnitOfWork): readonly Priced[] {
  const currency = quote.currency ?? ''
  const trial = view === 'upfront' && (quote.subscription_data.trial_period_days ?? 0) > 0
  const sold = quote.lines
    .map((line) => ({ line, price: work.get('price', line.price) }))
    .filter(({ price }) => view !== 'recurring' || price.recurring !== null)
    .map((one) => ({ ...one, amount: trial && one.price.recurring ? 0 : costOf(one, currency) }))
  const offers = ({ line }: { line: Line }) =>
    [...line.discounts, ...quote.discounts.map(idOf)].filter(
      (id) => view !== 'recurring' || lastsForEver(id, work),
    )
  const taken = discountAmounts(
    sold.map((one) => {
      const all = holdings(offers(one), { currency, at: work.now }, work)
      return { amount: one.amount, offs: offsFor(all, idOf(one.price.product)) }
    }),
  )
  const taxed = isTaxed(quote, work)
  return sold.map((one, index) => {
    const discount = sum((taken[index] ?? []).map(({ amount }) => amount))
    const rates = taxed ? ratesOf(one.line, quote, work) : []
    return { ...one, discount, taxes: taxesOn(one.amount - discount, rates) }
  })
}

function costOf({ line, price }: { line: Line; price: Stripe.Price }, currency: string): number {
  if (price.recurring?.usage_type === 'metered') return 0
  return amountOf(pricingIn(price, currency) ?? price, line.quantity)
}

function isTaxed({ customer }: Basis, work: UnitOfWork): boolean {
  const found = customer === null ? undefined : work.find('customer', idOf(customer))
  return (found?.tax_exempt ?? 'none') === 'none'
}

function ratesOf(line: Line, { default_tax_rates = [] }: Basis, work: UnitOfWork) {
  const ids = line.tax_rates.length > 0 ? line.tax_rates : default_tax_rates.map(idOf)
  return ratesAgreed(ids, work).map(({ id, percentage, inclusive }) => ({
    ...{ id, percentage, inclusive },
  }))
}

export function totalOf({ amount, discount, taxes }: Priced): number {
  return amount - discount + addedBy(taxes)
}

type Totals = Pick<Kept, 'amount_subtotal' | 'amount_total' | 'total_details'>

function totals(lines: readonly Priced[]): Totals {
  return {
    amount_subtotal: sum(lines.map(({ amount }) => amount)),
    amount_total: sum(lines.map(totalOf)),
    total_details: {
      amount_discount: sum(lines.map(({ discount }) => discount)),
      amount_shipping: 0,
      amount_tax: sum(lines.flatMap(({ taxes }) => taxes.map(({ amount }) => amount))),
    },
  }
}

/** The fields of a quote that its lines come to. */
export function sumsOf(quote: Basis, work: UnitOfWork): Totals & Pick<Kept, 'computed'> {
  const recurring = pricedLines(quote, 'recurring', work)
  const [first] = recurring
  return {
    ...totals(pricedLines(quote, 'all', work)),
    computed: {
      recurring: first ? { ...totals(recurring), ...rhythmOf(first) } : null,
      upfront: totals(pricedLines(quote, 'upfront', work)),
    },
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
