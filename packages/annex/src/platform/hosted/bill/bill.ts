/**
 * An invoice, credit note or receipt as it is read: every word and sum is written here once, so
 * that the page and the PDF cannot disagree.
 */

export interface Bill {
  /** What it is: `Invoice`. */
  readonly title: string
  readonly number: string
  readonly seller: Party
  readonly customer: Party
  /** What stands beside the names: number, dates, what the seller adds. */
  readonly facts: readonly Fact[]
  /** The one sentence that matters: `$30.00 due Oct 3, 2026`. */
  readonly headline: string
  /** Why it isn't to be paid any more, when it isn't. */
  readonly stamp: string | undefined
  readonly lines: readonly BillLine[]
  readonly sums: readonly BillSum[]
  /** What the seller wrote about this one, and what it writes under all. */
  readonly memo: string | null
  readonly footer: string | null
  readonly testMode: boolean
}

export interface Party {
  readonly name: string
  readonly lines: readonly string[]
}

export type Fact = readonly [label: string, value: string]

export interface BillLine {
  readonly words: string
  /** `Sep 23 – Oct 23, 2026`, for what is sold by the month. */
  readonly period: string | undefined
  readonly quantity: string
  /** Empty where there is no price of one. */
  readonly unit: string
  readonly amount: string
}

export interface BillSum {
  readonly label: string
  readonly amount: string
  /** The sums people look for. */
  readonly strong?: boolean
}
