/** Saves a payment method with a customer, after asking the issuer whether the card is good. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import { answeredChecks, givenFor } from '../card/checks.js'
import { cardDeclined } from '../card/declines.js'
import { testCardBehind } from '../card/known.js'
import { hasEnded } from './permission.js'
import { alreadyAttached, usedUp } from './refusals.js'

export function attach(
  method: Stripe.PaymentMethod,
  params: Stripe.PaymentMethodAttachParams,
  work: UnitOfWork,
): Stripe.PaymentMethod {
  if (params.customer === undefined) throw parameterMissing('customer')
  if (method.customer !== null) throw alreadyAttached()
  if (hasEnded(method.id, work)) throw usedUp()
  const customer = work.get('customer', params.customer, 'customer')
  checkCard(method)
  return attachTo(customer.id, method, work)
}

/** Refuses with the issuer's decline, but for the card that only declines later. */
export function checkCard(method: Stripe.PaymentMethod): void {
  const known = method.card && testCardBehind(method.card)
  if (known?.declines && !known.attaches) throw cardDeclined(known.declines)
}

/** Attaches without asking: the method has just paid. */
export function attachTo(
  customer: string,
  method: Stripe.PaymentMethod,
  work: UnitOfWork,
): Stripe.PaymentMethod {
  const card = method.card
  const checked = card && {
    card: { ...card, checks: answeredChecks(card, givenFor(card.checks)) },
  }
  return work.update('payment_method', method.id, { customer, ...checked })
}
