/** What of a customer's changes is news: its place in the numbering, and its first currency, are not. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'

export const lifecycle = lifecycleOf<Stripe.Customer>({
  changing: { next_invoice_sequence: [], currency: [] },
})
