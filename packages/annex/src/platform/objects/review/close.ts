/** Ends a review: somebody approved it, or what became of its payment made it needless. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf, idOrNull } from '../reference.js'
import { alreadyClosed } from './refusals.js'

type Review = Stripe.Review

/** `POST /v1/reviews/:review/approve`. */
export function approve(review: Review, _params: unknown, work: UnitOfWork): Review {
  if (!review.open) throw alreadyClosed(review)
  return close(review.id, 'approved', work)
}

/** Money given back needs no decision any more. */
export function closeRefunded(charge: Stripe.Charge, work: UnitOfWork): void {
  if (!charge.refunded) return
  const [latest] = work.list('refund', { charge: charge.id })
  const fraud = latest?.reason === 'fraudulent'
  closeReviewOf(charge, fraud ? 'refunded_as_fraud' : 'refunded', work)
}

/** The bank has decided instead. */
export function closeDisputed({ charge }: Stripe.Dispute, work: UnitOfWork): void {
  closeReviewOf(work.get('charge', idOf(charge)), 'disputed', work)
}

function closeReviewOf(
  charge: Stripe.Charge,
  reason: Stripe.Review.ClosedReason,
  work: UnitOfWork,
): void {
  const id = idOrNull(charge.review)
  if (id !== null && work.find('review', id)?.open) close(id, reason, work)
}

function close(id: string, reason: Stripe.Review.ClosedReason, work: UnitOfWork): Review {
  return work.update('review', id, { closed_reason: reason, open: false, reason })
}
