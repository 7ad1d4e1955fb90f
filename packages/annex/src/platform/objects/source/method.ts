/** An older card is a payment method too, under the same id: `card_…` works wherever `pm_…` does. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { typedTestCard } from '../card/input.js'
import { testCardBehind } from '../card/known.js'
import { cardMethod, type CardMethod } from '../payment-method/new-payment-method.js'
import { shownByToken } from '../token/card.js'

/** @param id the card's, or that of the source it is in */
export function methodOfCard(card: Stripe.Card, id: string, work: UnitOfWork): CardMethod {
  const test = testCardBehind(shownByToken(card))
  if (!test) throw new TypeError('Only test cards are ever kept.')
  const { exp_month, exp_year } = card
  const typed = {
    ...typedTestCard(test, work.now),
    exp_month,
    exp_year,
    cvc: card.cvc_check !== null,
  }
  const method = cardMethod(typed, { billing_details: ownerOf(card) }, work)
  const kept = { ...method, id }
  work.insert('payment_method', kept)
  return kept
}

export function ownerOf(card: Stripe.Card) {
  return {
    name: card.name,
    address: {
      ...(card.address_city && { city: card.address_city }),
      ...(card.address_country && { country: card.address_country }),
      ...(card.address_line1 && { line1: card.address_line1 }),
      ...(card.address_line2 && { line2: card.address_line2 }),
      ...(card.address_zip && { postal_code: card.address_zip }),
      ...(card.address_state && { state: card.address_state }),
    },
  }
}
