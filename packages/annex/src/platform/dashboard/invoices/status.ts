/** What the list of invoices can be narrowed to. */
import type Stripe from 'stripe'

export const FILTERS = [
  'draft',
  'open',
  'paid',
  'uncollectible',
  'void',
] as const satisfies readonly Stripe.Invoice.Status[]

export type InvoiceFilter = (typeof FILTERS)[number]

export function isInvoiceFilter(word: string): word is InvoiceFilter {
  return FILTERS.some((filter) => filter === word)
}
