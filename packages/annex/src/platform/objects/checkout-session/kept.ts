/** A session with what it never shows: what it sells, and how what comes of it is to be made. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export type Session = Stripe.Checkout.Session
export type CreateParams = Stripe.Checkout.SessionCreateParams

/** Something that is sold: a price and how many of it. What it costs is computed (`amounts.ts`). */
export interface Line {
  readonly id: string
  readonly price: string
  readonly quantity: number
  readonly adjustable_quantity: Stripe.LineItem.AdjustableQuantity | null
  readonly metadata: Stripe.Metadata
  readonly tax_rates: readonly string[]
  /** The payer put it in, and may take it out again. */
  readonly optional?: boolean
}

/** Parameters that are for the payment, the subscription or the saved card to come. */
export type Terms = Pick<
  CreateParams,
  'customer_update' | 'payment_intent_data' | 'setup_intent_data' | 'subscription_data'
>

/** Set aside under the session's id. */
export interface Aside {
  readonly lines: readonly Line[]
  readonly terms: Terms
  /** The payment or setup intent that payers have tried with so far. */
  readonly intent: string | null
  /** The application that made it for a connected account, and so earns its fees. */
  readonly application: string | null
  /** What a payment link says to those who have paid; null for its usual words. */
  readonly confirmation?: string | null
}

export interface Kept extends Session {
  readonly kept: Aside
}

export function sessionOf(id: string, work: UnitOfWork): Kept {
  return kept(work.get('checkout.session', id), work)
}

export function kept(session: Session, work: UnitOfWork): Kept {
  const aside = work.aside<Aside>(session.id)
  const { lines = [], terms = {}, intent = null, application = null, ...others } = aside
  return { ...session, kept: { lines, terms, intent, application, ...others } }
}

export function change({ id }: Kept, changes: Partial<Session>, work: UnitOfWork): Kept {
  return kept(work.update('checkout.session', id, changes), work)
}

/** Changes what isn't shown. */
export function remember({ id }: Kept, changes: Partial<Aside>, work: UnitOfWork): Kept {
  work.setAside<Aside>(id, changes)
  return sessionOf(id, work)
}
