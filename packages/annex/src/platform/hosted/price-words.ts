/** What something costs again and again: `$30.00 per month`. */
import type Stripe from 'stripe'
import { money, unitPrice } from './bill/words.js'

export function priceWords(price: Stripe.Price, quantity = 1): string {
  const rhythm = price.recurring ? ` ${rhythmWords(price.recurring)}` : ''
  return `${amountWords(price, quantity)}${rhythm}`
}

function amountWords(
  { unit_amount, unit_amount_decimal, currency }: Stripe.Price,
  quantity: number,
) {
  if (unit_amount !== null) return money(unit_amount * quantity, currency)
  if (unit_amount_decimal) return `${unitPrice(String(unit_amount_decimal), currency)} each`
  return 'By usage'
}

export function rhythmWords({
  interval,
  interval_count,
}: Pick<Stripe.Price.Recurring, 'interval' | 'interval_count'>): string {
  return interval_count === 1 ? `per ${interval}` : `every ${interval_count} ${interval}s`
}
