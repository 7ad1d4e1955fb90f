/** What whoever stands behind a payment method says to a payment: a card's issuer, a bank, a wallet. */
import type Stripe from 'stripe'
import { verdictOn, type Circumstances, type Verdict } from '../card/verdict.js'
import { wayOf } from '../payment-method/types.js'

export function verdictOf(method: Stripe.PaymentMethod, made: Circumstances): Verdict {
  if (method.card) return verdictOn(method.card, made)
  const asks = wayOf(method.type) === 'redirect' && !made.authenticated && !made.offSession
  return { kind: asks ? 'authentication_required' : 'approved' }
}
