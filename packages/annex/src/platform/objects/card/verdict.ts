/** What the issuer of a card says to a payment. */
import type { DeclineReason } from './declines.js'
import { testCardBehind, type ShownCard } from './known.js'
import type { Authentication, TestCard } from './test-cards.js'

/** How a payment is made, as far as it matters to the issuer. */
export interface Circumstances {
  /** The payer is not there to answer questions. */
  readonly offSession: boolean
  /** 3-D Secure has been passed for this payment. */
  readonly authenticated: boolean
  /** The card is saved with a customer, so its owner agreed to later payments. */
  readonly saved: boolean
  /** The payment asks for 3-D Secure wherever the card can do it. */
  readonly authenticationRequested: boolean
}

export type Verdict =
  | { readonly kind: 'approved' }
  | { readonly kind: 'authentication_required' }
  /** A bank that will answer later. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'declined'; readonly reason: DeclineReason }

/** Cards that aren't test cards never get this far: none can be stored. */
export function verdictOn(card: ShownCard, circumstances: Circumstances): Verdict {
  const known = testCardBehind(card)
  if (!known) return { kind: 'approved' }
  if (known.declines) return { kind: 'declined', reason: known.declines }
  if (circumstances.authenticated) return afterAuthentication(known)
  if (!mustAuthenticate(known, circumstances)) return { kind: 'approved' }
  // Nobody is there to pass 3-D Secure, so the issuer's wish is a no.
  return circumstances.offSession
    ? { kind: 'declined', reason: 'authentication_required' }
    : { kind: 'authentication_required' }
}

function afterAuthentication(card: TestCard): Verdict {
  const reason = card.declinesAuthenticated
  return reason ? { kind: 'declined', reason } : { kind: 'approved' }
}

const ASKS: Record<Authentication, (made: Circumstances) => boolean> = {
  always: () => true,
  until_set_up: (made) => !(made.saved && made.offSession),
  on_session: (made) => !made.offSession,
  on_request: (made) => made.authenticationRequested,
}

function mustAuthenticate(card: TestCard, made: Circumstances): boolean {
  return card.authentication !== undefined && ASKS[card.authentication](made)
}
