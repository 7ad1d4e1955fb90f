/** Whether a card may pay at all: its own state, its holder's, and what they may spend on. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { isOverLimit } from './spending-limits.js'

type Authorization = Stripe.Issuing.Authorization
type Reason = Stripe.Issuing.Authorization.RequestHistory.Reason
type Controls = Stripe.Issuing.Card.SpendingControls | Stripe.Issuing.Cardholder.SpendingControls

/** Undefined when nothing speaks against it. */
export function declinedBy(asked: Partial<Authorization>, work: UnitOfWork): Reason | undefined {
  const { card } = asked
  if (!card) return 'stripe_internal_error'
  const holder = work.find('issuing.cardholder', card.cardholder.id) ?? card.cardholder
  if (card.status === 'canceled') return 'card_canceled'
  if (card.status === 'inactive') return 'card_inactive'
  if (holder.status === 'blocked') return 'cardholder_blocked'
  if (holder.status === 'inactive') return 'cardholder_inactive'
  const controls = [card.spending_controls, holder.spending_controls ?? undefined]
  const refuses = (one: Controls | undefined) => one !== undefined && isAgainst(one, asked, work)
  return controls.some(refuses) ? 'spending_controls' : undefined
}

function isAgainst(controls: Controls, asked: Partial<Authorization>, work: UnitOfWork): boolean {
  const { merchant_data: merchant, card_presence: presence } = asked
  return (
    isLeftOut(merchant?.category, controls.allowed_categories, controls.blocked_categories) ||
    isLeftOut(
      merchant?.country,
      controls.allowed_merchant_countries,
      controls.blocked_merchant_countries,
    ) ||
    isLeftOut(presence, controls.allowed_card_presences, controls.blocked_card_presences) ||
    isOverLimit(asked, controls.spending_limits ?? [], work)
  )
}

/** A list of what is allowed allows nothing else; an empty one is none. */
function isLeftOut(
  value: string | null | undefined,
  allowed: readonly string[] | null,
  blocked: readonly string[] | null,
): boolean {
  if (!value) return false
  return (allowed?.length ? !allowed.includes(value) : false) || (blocked?.includes(value) ?? false)
}
