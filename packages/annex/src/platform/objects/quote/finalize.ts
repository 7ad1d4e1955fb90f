/** Makes a quote an offer: numbered, fixed, and good until it expires. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { customerOf } from '../customer/of.js'
import { idOf } from '../reference.js'
import { cancel } from './cancel.js'
import { kept, type Quote } from './kept.js'
import { nextNumber } from './number.js'
import { customerRequired, expiresInThePast, linesRequired } from './refusals.js'

export function finalize(
  draft: Quote,
  { expires_at = draft.expires_at }: Stripe.QuoteFinalizeQuoteParams,
  work: UnitOfWork,
): Quote {
  if (draft.customer === null) throw customerRequired()
  if (kept(draft).lines.length === 0) throw linesRequired()
  if (expires_at <= work.now) throw expiresInThePast()
  const customer = customerOf(idOf(draft.customer), work)
  const open = work.update('quote', draft.id, {
    expires_at,
    number: nextNumber(draft, customer, work),
    status: 'open',
    status_transitions: { ...draft.status_transitions, finalized_at: work.now },
  })
  work.later(expires_at, 'expire_quote', draft.id)
  replaceOriginal(open, work)
  return open
}

/** Two revisions of one quote must not both be accepted. */
function replaceOriginal({ from_quote }: Quote, work: UnitOfWork): void {
  if (!from_quote?.is_revision) return
  const original = work.find('quote', idOf(from_quote.quote))
  if (original?.status === 'open') cancel(original, {}, work)
}
