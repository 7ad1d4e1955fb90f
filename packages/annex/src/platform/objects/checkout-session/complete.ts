/** A session has served: what was agreed is paid, promised by a bank, or needed no payment. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { billAfterwards, billsAfterwards } from './bill-afterwards.js'
import { spendDiscounts } from './discounts.js'
import { change, type Kept, type Session } from './kept.js'

type PaymentStatus = Stripe.Checkout.Session.PaymentStatus

export function complete(session: Kept, payment_status: PaymentStatus, work: UnitOfWork): Kept {
  const billed = payment_status === 'unpaid' ? {} : bill(session, work)
  // A subscription and an invoice redeem their coupons themselves.
  if (session.mode === 'payment' && !billsAfterwards(session)) spendDiscounts(session, work)
  const served = { payment_status, status: 'complete', url: null } as const
  return change(session, { ...served, ...billed, ...taxed(session) }, work)
}

/** The money that was promised has come. */
export function paidLater(session: Kept, work: UnitOfWork): Kept {
  return change(session, { payment_status: 'paid', ...bill(session, work) }, work)
}

function bill(session: Kept, work: UnitOfWork): Partial<Session> {
  return billsAfterwards(session) ? { invoice: billAfterwards(session, work).id } : {}
}

function taxed({ automatic_tax }: Kept): Partial<Session> {
  if (!automatic_tax.enabled) return {}
  return { automatic_tax: { ...automatic_tax, status: 'complete' } }
}
