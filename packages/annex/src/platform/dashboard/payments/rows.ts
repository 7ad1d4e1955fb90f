/** Payments with what stands beside them: their last charge and their customer. */
import type Stripe from 'stripe'
import type { Store } from '../../store/store.js'
import type { Place } from '../context.js'
import { findAllShown, idOf } from '../shown.js'
import type { PaymentRow } from './list-page.js'

export function paymentRows(
  store: Store,
  place: Place,
  intents: readonly Stripe.PaymentIntent[],
): PaymentRow[] {
  const charges = findAllShown(
    store,
    place,
    'charge',
    intents.map((intent) => idOf(intent.latest_charge)),
  )
  const customers = findAllShown(
    store,
    place,
    'customer',
    intents.map((intent) => idOf(intent.customer)),
  )
  return intents.map((intent) => ({
    intent,
    charge: charges.get(idOf(intent.latest_charge) ?? ''),
    customer: customers.get(idOf(intent.customer) ?? ''),
  }))
}
