/** What can be wrong with an authorization of an issued card. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

type Authorization = Stripe.Issuing.Authorization

/** Decided already: by the card, by somebody before, or because nobody answered in time. */
export function nothingAsked(verb: string, { id, approved }: Authorization): Refusal {
  const state = approved ? 'approved' : 'declined'
  return invalidRequest(
    `You cannot ${verb} the authorization ${id}: it has been ${state} already, and nothing waits for an answer. ` +
      'Authorizations wait two seconds for who listens to issuing_authorization.request by name.',
  )
}

export function notApproved(verb: string, { id, pending_request }: Authorization): Refusal {
  const state = pending_request ? 'still waits for an answer' : 'was declined'
  return invalidRequest(`You cannot ${verb} the authorization ${id}, which ${state}.`)
}

export function amountNotControllable(): Refusal {
  return invalidRequest(
    'The amount can only be set where the pending request has is_amount_controllable.',
    { param: 'amount' },
  )
}

export function tooMuchToReverse({ amount, currency }: Authorization): Refusal {
  return invalidRequest(
    `Only ${formatMoney(amount, currency)} are held: no more than that can be reversed.`,
    { param: 'reverse_amount' },
  )
}
