/** What can be wrong with the people behind an account. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function onlyOneRepresentative(other: Stripe.Person): Refusal {
  return invalidRequest(
    `This account already has a representative: '${other.id}'. Change \`relationship[representative]\` there first.`,
    { param: 'relationship[representative]' },
  )
}

export function representativeStays(person: Stripe.Person): Refusal {
  return invalidRequest(
    `You cannot delete the representative '${person.id}' of an account. Make somebody else the representative first.`,
  )
}
