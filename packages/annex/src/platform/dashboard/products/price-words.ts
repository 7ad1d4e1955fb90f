/** A price in words: `$19.00 / month`, `€490.00 / year`, `$42.00`, `$0.05 each / month`. */
import type Stripe from 'stripe'
import { formatMoney, formatUnitPrice } from '../../../core/money.js'

type Recurring = Pick<Stripe.Price.Recurring, 'interval' | 'interval_count'>

export function priceWords(price: Stripe.Price): string {
  const { recurring } = price
  return recurring ? `${amountWords(price)} / ${rhythmWords(recurring)}` : amountWords(price)
}

function amountWords(price: Stripe.Price): string {
  const { unit_amount, unit_amount_decimal, currency, billing_scheme, custom_unit_amount } = price
  if (billing_scheme === 'tiered') return 'By tiers'
  if (custom_unit_amount) return 'The customer chooses'
  if (unit_amount === null) return `${formatUnitPrice(String(unit_amount_decimal), currency)} each`
  const amount = formatMoney(unit_amount, currency)
  return isMetered(price) ? `${amount} each` : amount
}

/** Whether it is paid by what was used, which nobody knows before. */
export function isMetered({ recurring }: Stripe.Price): boolean {
  return recurring?.usage_type === 'metered'
}

/** `month`, `3 months` */
export function rhythmWords({ interval, interval_count }: Recurring): string {
  return interval_count === 1 ? interval : `${interval_count} ${interval}s`
}
