/** A card as it is issued, and what must hold of it and of changes to it. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { canceledForGood, reasonNeedsCancellation } from './refusals.js'

type Card = Stripe.Issuing.Card
type Params = Stripe.Issuing.CardCreateParams

const GOOD_FOR_YEARS = 4

export function checkCard(
  params: Partial<Params> & Stripe.Issuing.CardUpdateParams,
  _work: UnitOfWork,
  before?: Card,
): void {
  if (!before) return
  const { cancellation_reason, status } = params
  if (before.status === 'canceled' && status && status !== 'canceled') throw canceledForGood(before)
  const isCanceled = (status ?? before.status) === 'canceled'
  if (cancellation_reason && !isCanceled) throw reasonNeedsCancellation()
}

export function newCard({ exp_month, exp_year }: Params, work: UnitOfWork): Partial<Card> {
  const today = new Date(work.now * 1000)
  return {
    exp_month: exp_month ?? today.getUTCMonth() + 1,
    exp_year: exp_year ?? today.getUTCFullYear() + GOOD_FOR_YEARS,
  }
}

/** The card that is replaced knows by which. */
export function replaceFormer(card: Card, { replacement_for }: Params, work: UnitOfWork): Card {
  if (replacement_for) work.update('issuing.card', replacement_for, { replaced_by: card.id })
  return card
}
