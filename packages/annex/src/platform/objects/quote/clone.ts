/** `from_quote`: a draft like another quote, as a quote of its own or as its next revision. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { sumsOf } from './amounts.js'
import { blankQuote } from './given.js'
import { quoteOf, type Kept } from './kept.js'
import { aloneWithQuote, draftNeedsNoRevision, expiresInThePast } from './refusals.js'

export function clone(
  { from_quote, expires_at, ...others }: Stripe.QuoteCreateParams,
  work: UnitOfWork,
): Kept {
  const other = Object.keys(others).find((name) => name !== 'expand')
  if (other !== undefined) throw aloneWithQuote(other)
  if (expires_at !== undefined && expires_at <= work.now) throw expiresInThePast()
  const { quote: id, is_revision = false } = from_quote ?? { quote: '' }
  const original = quoteOf(id, work)
  if (is_revision && original.status === 'draft') throw draftNeedsNoRevision()
  const { number, status, status_transitions, ...blank } = blankQuote(work)
  const draft: Kept = {
    ...original,
    ...{ id: blank.id, created: blank.created, number, status, status_transitions },
    ...{ invoice: null, subscription: null, subscription_schedule: null },
    expires_at: expires_at ?? blank.expires_at,
    from_quote: { is_revision, quote: id },
    lines: original.lines.map((line) => ({ ...line, id: work.newId('item') })),
  }
  return { ...draft, ...sumsOf(draft, work) }
}
