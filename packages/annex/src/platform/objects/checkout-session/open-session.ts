/** A session made by the house itself: for somebody who follows a payment link. */
import type Stripe from 'stripe'
import { given } from '../../engine/given.js'
import { blank } from '../../engine/shape.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { planEnd } from './expire.js'
import type { CreateParams, Line } from './kept.js'
import { fieldsOf } from './new-session.js'

interface Opened {
  readonly lines: readonly Line[]
  readonly payment_link: string
  /** Words for those who have paid, where no page of the seller's follows. */
  readonly confirmation: string | null
}

export function openSession(
  params: CreateParams,
  { lines, payment_link, confirmation }: Opened,
  work: UnitOfWork,
): Stripe.Checkout.Session {
  const session = {
    ...blank('checkout.session'),
    ...given('checkout.session', { ...params }),
    object: 'checkout.session',
    created: work.now,
    livemode: work.caller.livemode,
    metadata: metadataFrom(params.metadata),
    ...fieldsOf(params, { lines, confirmation }, work),
    payment_link,
    // Every field is there: the catalogue's blank has them all.
  } as unknown as Stripe.Checkout.Session
  return planEnd(work.insert('checkout.session', session), work)
}
