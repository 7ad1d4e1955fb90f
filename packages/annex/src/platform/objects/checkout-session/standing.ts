/** How far a session has come, as its page has to know it. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Kept } from './kept.js'

/** What went wrong with the last try, as intents keep it. */
export type LastError = Stripe.PaymentIntent.LastPaymentError

export type Standing =
  /** Paid, or saved; for a bank's debit, promised. */
  | { readonly kind: 'complete' }
  | { readonly kind: 'expired' }
  /** The bank wants to see the payer, at `url`. */
  | { readonly kind: 'asks'; readonly url: string }
  /** Waiting for a payer; `error` when one has tried. */
  | { readonly kind: 'open'; readonly error?: LastError }

export function standingOf(session: Kept, work: UnitOfWork): Standing {
  if (session.status === 'complete') return { kind: 'complete' }
  if (session.status === 'expired' || session.expires_at <= work.now) return { kind: 'expired' }
  const intent = intentOf(session, work)
  const url = intent && pageFor(intent)
  if (intent?.status === 'requires_action' && url) return { kind: 'asks', url }
  const error = intent && lastErrorOf(intent)
  return error ? { kind: 'open', error } : { kind: 'open' }
}

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent

function intentOf({ kept }: Kept, work: UnitOfWork): Intent | undefined {
  const id = kept.intent ?? ''
  return id.startsWith('seti_') ? work.find('setup_intent', id) : work.find('payment_intent', id)
}

/** Where a payer has to be seen: their bank's page, or the one that proves an account theirs. */
function pageFor({ next_action }: Intent): string | null | undefined {
  const { redirect_to_url, verify_with_microdeposits } = next_action ?? {}
  return redirect_to_url?.url ?? verify_with_microdeposits?.hosted_verification_url
}

function lastErrorOf(intent: Intent): LastError | null {
  return intent.object === 'setup_intent' ? intent.last_setup_error : intent.last_payment_error
}
