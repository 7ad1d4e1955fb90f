/** Quotes: an offer with its prices, that becomes a subscription, a schedule or an invoice. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { accept } from './accept.js'
import { cancel } from './cancel.js'
import { clone } from './clone.js'
import { finalize } from './finalize.js'
import { changes, quoteGiven } from './given.js'
import { kept, quoteOf, shown } from './kept.js'
import { lifecycle } from './lifecycle.js'
import { lineItems } from './line-items.js'
import { notInStatus } from './refusals.js'

type CreateParams = Stripe.QuoteCreateParams

export const quote: Behaviour<'quote'> = {
  kind: 'quote',
  lifecycle,
  defaults: (params: CreateParams, work) =>
    params.from_quote ? clone(params, work) : quoteGiven(params, work),
  afterCreate(quote, _params, work) {
    work.later(quote.expires_at, 'expire_quote', quote.id)
    return quote
  },
  changes: (params: Stripe.QuoteUpdateParams, before, work) => changes(params, kept(before), work),
  read: shown,
  include(quote, field, work) {
    if (field !== 'line_items') return undefined
    // What is shown has lost its lines.
    return lineItems(quoteOf(quote.id, work), 'all', {}, work)
  },
  verbs: { accept, cancel, finalize },
  operations: {
    'GET /v1/quotes/{quote}/pdf': ({ quote = '' }, _params, work) => {
      const final = quoteOf(quote, work)
      if (final.status === 'draft') throw notInStatus('pdf', final)
      return shown(final)
    },
    'GET /v1/quotes/{quote}/line_items': ({ quote = '' }, page, work) =>
      lineItems(quoteOf(quote, work), 'all', page, work),
    'GET /v1/quotes/{quote}/computed_upfront_line_items': ({ quote = '' }, page, work) =>
      lineItems(quoteOf(quote, work), 'upfront', page, work),
  },
}
