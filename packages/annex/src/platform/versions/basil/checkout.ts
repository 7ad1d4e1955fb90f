/** Checkout sessions before 2025-03-31.basil: the address goods are sent to, at the top. */
import type Stripe from 'stripe'
import type { Change } from '../change.js'

export const checkoutShipping: Change = {
  since: '2025-03-31.basil',
  about: '`checkout.session.shipping_details` beside `collected_information`',
  view: {
    kind: 'checkout.session',
    fields: new Map(),
    show(session: Stripe.Checkout.Session) {
      const shipping_details = session.collected_information?.shipping_details ?? null
      return { ...session, shipping_details }
    },
  },
}
