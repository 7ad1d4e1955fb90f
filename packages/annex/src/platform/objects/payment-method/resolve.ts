/** The method that a parameter names, ready to be used. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'
import { fromTestToken, type CardMethod } from './new-payment-method.js'
import { hasEnded } from './permission.js'
import { belongsToAnother, belongsToCustomer, onlyCards, usedUp } from './refusals.js'

/** A kept method, or a new one that `pm_card_visa` stands for; refuses `id` where there is none. */
export function methodNamed(id: string, work: UnitOfWork, param: string): Stripe.PaymentMethod {
  const made = work.find('payment_method', id) === undefined && fromTestToken(id, work)
  return made ? work.insert('payment_method', made) : work.get('payment_method', id, param)
}

/** Refuses a method that `customer` may not pay with. */
export function checkUsable(
  method: Stripe.PaymentMethod,
  customer: string | null,
  work: UnitOfWork,
): void {
  const owner = idOrNull(method.customer)
  if (owner === null) {
    if (hasEnded(method.id, work)) throw usedUp()
    return
  }
  if (customer === null) throw belongsToCustomer(method.id, owner)
  if (customer !== owner) throw belongsToAnother(method.id)
}

/** The same for charges without an intent, which take cards alone. */
export function cardNamed(id: string, work: UnitOfWork, param: string): CardMethod {
  const method = methodNamed(id, work, param)
  if (!method.card) throw onlyCards(param)
  return { ...method, card: method.card }
}
