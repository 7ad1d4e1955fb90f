/** How much of a total has to be paid, once the customer's balance is taken into account. */
import type Stripe from 'stripe'
import { minimumOf } from '../amounts.js'

export interface Payable {
  readonly due: number
  /** What the customer's balance is then: negative is credit, positive is owed. */
  readonly endingBalance: number
}

/**
 * Credit pays first, a negative total becomes credit, and what is owed is asked for as well. Less
 * than any card network carries is not charged but owed until the next invoice.
 */
export function payable(
  total: number,
  { starting_balance, currency }: Pick<Stripe.Invoice, 'starting_balance' | 'currency'>,
): Payable {
  const after = total + starting_balance
  if (after <= 0 || after < minimumOf(currency)) return { due: 0, endingBalance: after }
  return { due: after, endingBalance: 0 }
}
