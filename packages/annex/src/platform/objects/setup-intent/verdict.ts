/** What the issuer says to being charged later: to the card itself, not to any payment. */
import type Stripe from 'stripe'
import type { Refusal } from '../../engine/errors.js'
import { cardDeclined } from '../card/declines.js'
import { testCardBehind } from '../card/known.js'
import { verdictOn } from '../card/verdict.js'
import { wayOf } from '../payment-method/types.js'

export type SetupVerdict =
  | { readonly kind: 'approved' | 'authentication_required' }
  | { readonly kind: 'declined'; readonly refusal: Refusal }

export function verdictOf(method: Stripe.PaymentMethod, intent: Stripe.SetupIntent): SetupVerdict {
  const { card, type } = method
  if (!card) {
    return { kind: wayOf(type) === 'redirect' ? 'authentication_required' : 'approved' }
  }
  const known = testCardBehind(card)
  // One card is made to be saved without trouble and to decline later.
  if (known?.declines && known.attaches) return { kind: 'approved' }
  const requested = intent.payment_method_options?.card?.request_three_d_secure
  const verdict = verdictOn(card, {
    offSession: false,
    authenticated: false,
    saved: false,
    authenticationRequested: requested === 'any' || requested === 'challenge',
  })
  return verdict.kind === 'declined'
    ? { kind: 'declined', refusal: cardDeclined(verdict.reason) }
    : { kind: verdict.kind === 'approved' ? 'approved' : 'authentication_required' }
}
