/** Charges a card: the issuer's answer as a charge, and what follows from the card it was. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { newCharge, type Payment } from './new-charge.js'
import { settle, settleSoon, type Settlement } from './settle.js'

/** Whatever the issuer says is an outcome: a declined charge is kept, `failed`, and returned. */
export function take(payment: Payment, settlement: Settlement, work: UnitOfWork): Stripe.Charge {
  const charge = work.insert('charge', settledAs(settlement, newCharge(payment, work), work))
  followUp(charge, work)
  return charge
}

/** With `at_once`, `charge.succeeded` shows the balance transaction already. */
export function settledAs(
  settlement: Settlement,
  charge: Stripe.Charge,
  work: UnitOfWork,
): Stripe.Charge {
  if (settlement === 'soon' || !charge.captured || charge.status === 'pending') return charge
  return { ...charge, ...settle(charge, work) }
}

/** What falls due after a charge was made. */
export function followUp(charge: Stripe.Charge, work: UnitOfWork): void {
  if (charge.status !== 'succeeded') return
  if (charge.captured && charge.balance_transaction === null) settleSoon(charge, work)
}
