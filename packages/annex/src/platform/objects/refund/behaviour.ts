/** Refunds: money going back for a charge, in one piece or several. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { expire } from './ask.js'
import { cancel } from './cancel.js'
import { checkRefund } from './check.js'
import { finishRefund, refunding } from './create.js'
import { lifecycle } from './lifecycle.js'

export const refund: Behaviour<'refund'> = {
  kind: 'refund',
  lifecycle,
  check(params: Stripe.RefundCreateParams, work, before) {
    if (!before) checkRefund(params, work)
  },
  defaults: refunding,
  afterCreate: (refund, _params, work) => finishRefund(refund, work),
  verbs: { cancel, expire },
}
