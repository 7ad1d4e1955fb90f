/** What a quote remembers and never shows: what it offers, line by line. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export type Quote = Stripe.Quote

/** A price and how many of it. What it costs is computed (`amounts.ts`). */
export interface Line {
  readonly id: string
  readonly price: string
  readonly quantity: number
  readonly tax_rates: readonly string[]
  /** Ids of discounts that are for this line alone. */
  readonly discounts: readonly string[]
}

export interface Kept extends Quote {
  readonly lines: readonly Line[]
}

export function kept(quote: Quote): Kept {
  // Every quote is kept this way; only `read` takes the lines off (behaviour.ts).
  return quote as Kept
}

export function quoteOf(id: string, work: UnitOfWork): Kept {
  return kept(work.get('quote', id))
}

/** As it is shown to anybody outside. */
export function shown(quote: Quote): Quote {
  const { lines: _, ...others } = kept(quote)
  return others
}

export function isRecurring({ price }: Line, work: UnitOfWork): boolean {
  return work.get('price', price).recurring !== null
}
