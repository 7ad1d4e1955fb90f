/** What the checkout says about money and time. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { dayOf } from '../../../web/time-words.js'
import type { Later, Rhythm } from '../../objects/checkout-session/later.js'
import type { Kept } from '../../objects/checkout-session/kept.js'

/** `per month`, `every 3 months`. */
export function everyWords({ interval, interval_count }: Rhythm): string {
  return interval_count === 1 ? `per ${interval}` : `every ${interval_count} ${interval}s`
}

/** `Then $29.00 per month, starting Oct 7, 2026`. */
export function laterWords({ amount, rhythm, from }: Later, currency: string): string {
  const price = `${formatMoney(amount, currency)} ${everyWords(rhythm)}`
  return from === null ? `Then ${price}` : `Then ${price}, starting ${dayOf(from)}`
}

/** `14 days free`, `Free until Oct 7, 2026`. */
export function trialWords(days: number | undefined, end: number): string {
  if (days === undefined) return `Free until ${dayOf(end)}`
  return days === 1 ? '1 day free' : `${days} days free`
}

type Estimate = Stripe.ShippingRate['delivery_estimate']

/** `3 to 5 business days`, `at least 2 weeks`. */
export function deliveryWords(estimate: Estimate): string | null {
  const { minimum, maximum } = estimate ?? {}
  if (minimum && maximum) {
    const same = minimum.unit === maximum.unit
    const [least, most] = [minimum.value, timeWords(maximum)]
    if (same && minimum.value === maximum.value) return most
    return same ? `${least} to ${most}` : `${timeWords(minimum)} to ${most}`
  }
  if (minimum) return `at least ${timeWords(minimum)}`
  return maximum ? `up to ${timeWords(maximum)}` : null
}

/** `1 business day`, `3 weeks`. */
function timeWords({ unit, value }: { readonly unit: string; readonly value: number }): string {
  return `${value} ${unit.replace('_', ' ')}${value === 1 ? '' : 's'}`
}

const SUBMIT: Readonly<Record<string, string>> = { book: 'Book', donate: 'Donate' }

/** What the button does. */
export function buttonWords(session: Kept, isTrial: boolean): string {
  const { mode, submit_type, amount_total, currency } = session
  if (mode === 'setup') return 'Save card'
  if (mode === 'subscription') return isTrial ? 'Start trial' : 'Subscribe'
  if (!amount_total) return 'Complete order'
  const word = SUBMIT[submit_type ?? ''] ?? 'Pay'
  return `${word} ${formatMoney(amount_total, currency ?? '')}`
}
