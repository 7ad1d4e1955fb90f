/** A payment intent as it is created, before anybody has confirmed it. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { shippingFrom } from '../address.js'
import { methodGiven } from '../payment-method/given.js'
import { detailsAfter } from './amount-details.js'
import { optionsAfter } from './options.js'

type Params = Stripe.PaymentIntentCreateParams

/** What an account offers its payers; `allowed_payment_method_types` narrows it. */
const OFFERED = ['card', 'link']

export function defaults(params: Params, work: UnitOfWork): Partial<Stripe.PaymentIntent> {
  const id = work.newId('payment_intent')
  const method = methodGiven(params, work)
  return {
    id,
    ...detailsAfter(id, params, params.amount, work),
    amount_capturable: 0,
    amount_received: 0,
    application: work.caller.application,
    automatic_payment_methods: automaticOf(params),
    capture_method: params.capture_method ?? 'automatic_async',
    client_secret: `${id}_secret_${randomText(25, work.random)}`,
    confirmation_method: params.confirmation_method ?? 'automatic',
    payment_method: method?.id ?? null,
    payment_method_options: optionsAfter(params),
    payment_method_types: params.allowed_payment_method_types ?? OFFERED,
    shipping: shippingFrom(params.shipping ?? null),
    status: method ? 'requires_confirmation' : 'requires_payment_method',
  }
}

function automaticOf({ automatic_payment_methods: given }: Params) {
  const enabled = given?.enabled ?? true
  return enabled ? { allow_redirects: given?.allow_redirects ?? 'always', enabled } : { enabled }
}
