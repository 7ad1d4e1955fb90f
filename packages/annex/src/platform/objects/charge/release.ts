/** Lets go of money that was held and never taken. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

/** The hold is given up: nothing moved, but the charge counts as refunded in full. */
export function release(charge: Stripe.Charge, work: UnitOfWork): Stripe.Charge {
  const changes = { amount_refunded: charge.amount, refunded: true }
  return work.update('charge', charge.id, changes)
}

/** The hold has lapsed. Stripe marks such a charge as refunded before it calls it expired. */
export function expire(charge: Stripe.Charge, work: UnitOfWork): Stripe.Charge {
  const released = release(charge, work)
  work.announce('charge.expired', released)
  return released
}

/** Seven days after a hold without an intent; an intent's hold is the intent's own task. */
export const expireHold: DueTask = (id, work) => {
  const charge = work.find('charge', id)
  if (charge && !charge.captured && !charge.refunded) expire(charge, work)
}
