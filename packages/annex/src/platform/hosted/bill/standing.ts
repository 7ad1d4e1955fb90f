/** Where an invoice stands for whoever has to pay it: Stripe's statuses, and "past due". */
import type Stripe from 'stripe'

export type Standing = 'draft' | 'open' | 'past_due' | 'paid' | 'uncollectible' | 'void'

/** @param now Unix seconds, of the clock the invoice lives on */
export function standingOf({ status, due_date }: Stripe.Invoice, now: number): Standing {
  switch (status) {
    case 'open':
      return due_date !== null && due_date < now ? 'past_due' : 'open'
    case 'paid':
      return 'paid'
    case 'uncollectible':
      return 'uncollectible'
    case 'void':
      return 'void'
    default:
      return 'draft'
  }
}

export function canBePaid(standing: Standing): boolean {
  return standing === 'open' || standing === 'past_due' || standing === 'uncollectible'
}
