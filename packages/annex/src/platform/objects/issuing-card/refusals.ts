/** What can be wrong with a card that was issued. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

type Card = Stripe.Issuing.Card

export function canceledForGood({ id }: Card): Refusal {
  return invalidRequest(`The card ${id} is canceled, and cannot become anything else again.`, {
    param: 'status',
  })
}

export function reasonNeedsCancellation(): Refusal {
  return invalidRequest('A cancellation_reason can only be given to a card that is canceled.', {
    param: 'cancellation_reason',
  })
}

export function nothingShipped({ id, type }: Card): Refusal {
  return invalidRequest(
    `The ${type} card ${id} is not shipped anywhere: only physical cards with a shipping address are.`,
  )
}

export function arrivedAlready({ id, shipping }: Card): Refusal {
  return invalidRequest(
    `The shipping status of the card ${id} cannot be changed any more because it is ${shipping?.status}.`,
  )
}
