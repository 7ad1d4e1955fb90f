/** What moved in the balance, and how reports write it: money in whole units, times in a zone. */
import type Stripe from 'stripe'
import { decimalsOf } from '../../../core/money.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Span } from './types.js'

export type Movement = Stripe.BalanceTransaction

/** Oldest first, up to the end of the span: what went before it is the balance it began with. */
export function movementsUntil({ until, currency }: Span, work: UnitOfWork): Movement[] {
  const all = work.list('balance_transaction', currency ? { currency } : {})
  return all.filter(({ created }) => created < until).toReversed()
}

export function movementsIn(span: Span, work: UnitOfWork): Movement[] {
  const { from, reporting_category: category } = span
  return movementsUntil(span, work).filter(
    (one) => one.created >= from && (!category || one.reporting_category === category),
  )
}

/** Money that left for the bank, or came back from there. */
export function isPayout({ type }: Movement): boolean {
  return type === 'payout' || type === 'payout_cancel' || type === 'payout_failure'
}

/** `12.34`, `1234` in yen. */
export function inUnits(amount: number, currency: string): string {
  const decimals = decimalsOf(currency)
  return (amount / 10 ** decimals).toFixed(decimals)
}

/** `2026-09-23 04:26:40` */
export function timeIn(seconds: number, timeZone = 'Etc/UTC'): string {
  return formatFor(timeZone).format(seconds * 1000)
}

/** Making one takes a thousand times as long as using it, and a report writes four times a line. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, dateStyle: 'short', timeStyle: 'medium' },
  })
  formats.set(timeZone, made)
  return made
}
