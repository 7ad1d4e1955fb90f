/** A setup intent as it is created, before anybody has confirmed it. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { methodGiven } from '../payment-method/given.js'

type Params = Stripe.SetupIntentCreateParams

/** What an account offers its payers; `allowed_payment_method_types` narrows it. */
const OFFERED = ['card', 'link']

export function defaults(params: Params, work: UnitOfWork): Partial<Stripe.SetupIntent> {
  const id = work.newId('setup_intent')
  const method = methodGiven(params, work)
  return {
    id,
    application: work.caller.application,
    automatic_payment_methods: automaticOf(params),
    client_secret: `${id}_secret_${randomText(29, work.random)}`,
    payment_method: method?.id ?? null,
    payment_method_options: optionsOf(params),
    payment_method_types: params.allowed_payment_method_types ?? OFFERED,
    single_use_mandate: null,
    status: method ? 'requires_confirmation' : 'requires_payment_method',
    usage: params.usage ?? 'off_session',
  }
}

function automaticOf({ automatic_payment_methods: given }: Params) {
  const enabled = given?.enabled ?? true
  return enabled ? { allow_redirects: given?.allow_redirects ?? 'always', enabled } : { enabled }
}

export function optionsOf({
  payment_method_options: given,
}: Pick<Params, 'payment_method_options'>): Stripe.SetupIntent.PaymentMethodOptions {
  const request_three_d_secure = given?.card?.request_three_d_secure ?? 'automatic'
  return { card: { mandate_options: null, network: null, request_three_d_secure } }
}
