/** The life of a quote, as one table: https://docs.stripe.com/quotes. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { notInStatus } from './refusals.js'

export const lifecycle = lifecycleOf<Stripe.Quote>({
  verbs: {
    finalize: { from: ['draft'], to: ['open'] },
    accept: { from: ['open'], to: ['accepted'] },
    cancel: { from: ['draft', 'open'], to: ['canceled'] },
  },
  refusal: notInStatus,
  entering: {
    open: 'quote.finalized',
    accepted: 'quote.accepted',
    canceled: 'quote.canceled',
  },
})
