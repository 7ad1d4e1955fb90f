/** Top-ups: money an account adds to its balance from its own bank. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { cancel } from './cancel.js'
import { askBank, checkTopup, toppingUp } from './create.js'
import { lifecycle } from './lifecycle.js'

export const topup: Behaviour<'topup'> = {
  kind: 'topup',
  lifecycle,
  check(params: Stripe.TopupCreateParams, work, before) {
    if (!before) checkTopup(params, work)
  },
  defaults: toppingUp,
  afterCreate: (topup, params: Stripe.TopupCreateParams, work) => askBank(topup, params, work),
  verbs: { cancel },
}
