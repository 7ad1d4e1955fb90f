/** Raises what a charge is holding. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

/** @param amount all that is held then */
export function holdMore(charge: Stripe.Charge, amount: number, work: UnitOfWork): Stripe.Charge {
  const { payment_method_details: made } = charge
  return work.update('charge', charge.id, {
    amount,
    ...(made?.card && {
      payment_method_details: { ...made, card: { ...made.card, amount_authorized: amount } },
    }),
  })
}
