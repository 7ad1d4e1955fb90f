/** Payouts: money on its way from the balance to a bank account or debit card. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { cancel } from './cancel.js'
import { checkPayout, payingOut } from './create.js'
import { lifecycle } from './lifecycle.js'
import { sendSoon } from './new-payout.js'
import { reverse } from './reverse.js'

export const payout: Behaviour<'payout'> = {
  kind: 'payout',
  lifecycle,
  check(params: Stripe.PayoutCreateParams, work, before) {
    if (!before) checkPayout(params, work)
  },
  defaults: payingOut,
  afterCreate(payout, _params, work) {
    sendSoon(payout, work)
    return payout
  },
  verbs: { cancel, reverse },
}
