/** Setup intents: getting a payment method ready to be charged later. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { methodGiven } from '../payment-method/given.js'
import { cancel } from './cancel.js'
import { checkCreate, checkUpdate } from './check.js'
import { confirm } from './confirm.js'
import { lifecycle } from './lifecycle.js'
import { defaults, optionsOf } from './new-setup-intent.js'
import { verifyMicrodeposits } from './verify-microdeposits.js'

export const setupIntent: Behaviour<'setup_intent'> = {
  kind: 'setup_intent',
  lifecycle,
  check(params: Stripe.SetupIntentCreateParams, work, before) {
    if (before) checkUpdate(params, before, work)
    else checkCreate(params, work)
  },
  defaults,
  afterCreate(intent, params: Stripe.SetupIntentCreateParams, work) {
    // The intent has its method by now: naming `pm_card_visa` again would make another card.
    const { payment_method: _, payment_method_data: __, ...confirming } = params
    return params.confirm ? confirm(intent, confirming, work) : intent
  },
  changes(params: Stripe.SetupIntentUpdateParams, _before, work) {
    const method = methodGiven(params, work)
    return {
      ...(params.payment_method_options && { payment_method_options: optionsOf(params) }),
      ...(method && {
        payment_method: method.id,
        next_action: null,
        status: 'requires_confirmation',
      }),
    }
  },
  verbs: { confirm, cancel, verify_microdeposits: verifyMicrodeposits },
  publishable: [
    'GET /v1/setup_intents/{intent}',
    'POST /v1/setup_intents/{intent}/confirm',
    'POST /v1/setup_intents/{intent}/verify_microdeposits',
  ],
  shownInRefusals: true,
}
