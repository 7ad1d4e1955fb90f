/** What a payment link sells: set aside, since the link doesn't show it. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Line } from '../checkout-session/kept.js'

export type PaymentLink = Stripe.PaymentLink
export type CreateParams = Stripe.PaymentLinkCreateParams
export type UpdateParams = Stripe.PaymentLinkUpdateParams

interface Aside {
  readonly lines: readonly Line[]
}

export function linesOf({ id }: Pick<PaymentLink, 'id'>, work: UnitOfWork): readonly Line[] {
  return work.aside<Aside>(id).lines ?? []
}

export function keepLines(id: string, lines: readonly Line[], work: UnitOfWork): void {
  work.setAside<Aside>(id, { lines })
}
