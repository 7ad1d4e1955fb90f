/** A refund made by the house itself: for a credit note. */
import type Stripe from 'stripe'
import { blank } from '../../engine/shape.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { checkRefund } from './check.js'
import { finishRefund, refunding } from './create.js'

/** @throws Refusal when so much cannot go back */
export function createRefund(params: Stripe.RefundCreateParams, work: UnitOfWork): Stripe.Refund {
  checkRefund(params, work)
  const refund = {
    ...blank('refund'),
    object: 'refund',
    created: work.now,
    metadata: metadataFrom(params.metadata),
    reason: params.reason ?? null,
    ...refunding(params, work),
    // Every field is there: the catalogue's blank has them all.
  } as unknown as Stripe.Refund
  return finishRefund(work.insert('refund', refund), work)
}
