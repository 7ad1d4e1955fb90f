/** The life of an invoice: https://docs.stripe.com/invoicing/overview, as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { wrongStatus } from './refusals.js'

export const lifecycle = lifecycleOf<Stripe.Invoice>({
  verbs: {
    finalize: { from: ['draft'], to: ['open', 'paid'] },
    pay: { from: ['draft', 'open', 'uncollectible'], to: ['paid'] },
    send: { from: ['draft', 'open', 'uncollectible'], to: { draft: ['open', 'paid'] } },
    void: { from: ['open', 'uncollectible'], to: ['void'] },
    mark_uncollectible: { from: ['draft', 'open'], to: ['uncollectible'] },
    attach_payment: { from: ['open'], to: ['paid'] },
    add_lines: { from: ['draft'] },
    remove_lines: { from: ['draft'] },
  },
  refusal: wrongStatus,
  entering: {
    open: 'invoice.finalized',
    void: ['invoice.voided', 'invoice.updated'],
    uncollectible: ['invoice.marked_uncollectible', 'invoice.updated'],
  },
  changing: {
    // Only `paid` is left to enter; nobody succeeded in paying what was settled elsewhere.
    status: ({ amount_paid_off_stripe, amount_overpaid }) => [
      ...(['invoice.updated', 'invoice.paid'] as const),
      ...(amount_paid_off_stripe ? [] : (['invoice.payment_succeeded'] as const)),
      ...(amount_overpaid > 0 ? (['invoice.overpaid'] as const) : []),
    ],
    attempt_count: ['invoice.payment_failed', 'invoice.updated'],
  },
})
