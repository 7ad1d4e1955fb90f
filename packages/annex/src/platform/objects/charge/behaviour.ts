/** Charges: made by payment intents, or directly as `POST /v1/charges` still allows. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { charging, checkCharge, finishCharge } from './create.js'
import { capture } from './capture.js'
import { lifecycle } from './lifecycle.js'

export const charge: Behaviour<'charge'> = {
  kind: 'charge',
  lifecycle,
  check: (params: Stripe.ChargeCreateParams, work, before) => {
    if (!before) checkCharge(params, work)
  },
  defaults: (params: Stripe.ChargeCreateParams, work) => charging(params, work),
  afterCreate: (charge, _params, work) => finishCharge(charge, work),
  verbs: { capture },
}
