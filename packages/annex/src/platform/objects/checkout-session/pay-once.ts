/** The payment of a session in `payment` mode: made with the first try, and the same for all that follow. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { shippingFrom } from '../address.js'
import { tryToPay } from '../payment-intent/confirm.js'
import { createIntent } from '../payment-intent/create-intent.js'
import { idOrNull } from '../reference.js'
import { change, remember, type Kept } from './kept.js'
import { cardOptionsOf } from './card-options.js'
import { markMadeFor } from './made-for.js'
import { returnUrl } from './return-url.js'

interface How {
  readonly method: Stripe.PaymentMethod
  /** The payer wants to find it again the next time. */
  readonly save: boolean
}

export function payOnce(session: Kept, { method, save }: How, work: UnitOfWork): void {
  const intent = intentFor(session, save, work)
  change(session, { payment_intent: intent.id }, work)
  remember(session, { intent: intent.id }, work)
  markMadeFor(session, intent.id, work)
  tryToPay(intent, { payment_method: method.id, return_url: returnUrl(session, work) }, work)
}

function intentFor(session: Kept, save: boolean, work: UnitOfWork): Stripe.PaymentIntent {
  const amount = session.amount_total ?? 0
  const known = idOrNull(session.payment_intent)
  // The payer may have changed how many they want since.
  const shipping = shippingOf(session)
  const { payment_intent_data: data = {} } = session.kept.terms
  const usage = data.setup_future_usage ?? (save ? 'on_session' : null)
  if (known !== null) {
    return work.update('payment_intent', known, {
      amount,
      setup_future_usage: usage,
      ...(shipping && { shipping: shippingFrom(shipping) }),
    })
  }
  const customer = idOrNull(session.customer)
  return createIntent(
    {
      ...data,
      ...(usage && { setup_future_usage: usage }),
      ...(shipping && { shipping }),
      ...(customer !== null && { customer }),
      ...{ amount, currency: session.currency ?? '' },
      allowed_payment_method_types: session.payment_method_types,
      ...cardOptionsOf(session),
    },
    {},
    work,
  )
}

/** Where the payer wants it sent; the seller's own word otherwise. */
function shippingOf({ collected_information, customer_details }: Kept) {
  const details = collected_information?.shipping_details
  if (!details) return undefined
  const said = Object.entries(details.address).filter(([, line]) => line !== null)
  const phone = customer_details?.phone
  return { name: details.name, address: Object.fromEntries(said), ...(phone && { phone }) }
}
