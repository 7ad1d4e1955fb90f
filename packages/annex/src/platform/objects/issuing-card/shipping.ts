/** A physical card on its way: what the post does is a request of a test, here. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { arrivedAlready, nothingShipped } from './refusals.js'

type Card = Stripe.Issuing.Card
type Shipping = Stripe.Issuing.Card.Shipping

/** Nothing more happens to what has come to one of these. */
const ENDS: readonly (string | null)[] = ['canceled', 'delivered', 'failure', 'returned']

/** By the last word of the path; which order the post keeps is not checked. */
export const shippingVerbs = {
  submit: becomes(() => ({ status: 'submitted' })),
  ship: becomes((card, work) => ({ ...trackingOf(card), shipped_at: work.now, status: 'shipped' })),
  deliver: becomes((_card, work) => ({ delivered_at: work.now, status: 'delivered' })),
  return: becomes(() => ({ status: 'returned' })),
  fail: becomes(() => ({ status: 'failure' })),
}

function becomes(changesOf: (card: Card, work: UnitOfWork) => Partial<Shipping>) {
  return (card: Card, _params: unknown, work: UnitOfWork): Card => {
    const { shipping } = card
    if (!shipping) throw nothingShipped(card)
    if (ENDS.includes(shipping.status)) throw arrivedAlready(card)
    const changes = changesOf(card, work)
    return work.update('issuing.card', card.id, { shipping: { ...shipping, ...changes } })
  }
}

function trackingOf({ id }: Card): Partial<Shipping> {
  const tracking_number = `TEST${id.slice(-8).toUpperCase()}`
  return {
    carrier: 'usps',
    tracking_number,
    tracking_url: `https://tools.usps.com/go/TrackConfirmAction?tLabels=${tracking_number}`,
  }
}
