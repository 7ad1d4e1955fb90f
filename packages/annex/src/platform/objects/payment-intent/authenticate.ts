/** The payer has been asked: passes or fails 3-D Secure for an intent that `requires_action`. */
import type Stripe from 'stripe'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { methodNamed } from '../payment-method/resolve.js'
import { idOrNull } from '../reference.js'
import { failAuthentication } from './fail.js'
import { lifecycle } from './lifecycle.js'
import { answered, type Outcome } from './outcome.js'
import { rememberPassed } from './passed.js'
import { pay } from './pay.js'
import { unexpectedState } from './refusals.js'
import { verdictOf } from './verdict.js'
import { verified } from './verify-microdeposits.js'

export function authenticate(
  intent: Stripe.PaymentIntent,
  passed: boolean,
  work: UnitOfWork,
): Stripe.PaymentIntent {
  if (!mayRun(lifecycle, 'authenticate', intent)) throw unexpectedState('authenticate', intent)
  return answered(goOn(intent, passed, work), work)
}

function goOn(intent: Stripe.PaymentIntent, passed: boolean, work: UnitOfWork): Outcome {
  const method = methodNamed(idOrNull(intent.payment_method) ?? '', work, 'payment_method')
  if (!passed) return failAuthentication(intent, method, work)
  if (intent.next_action?.type === 'verify_with_microdeposits') {
    return { intent: verified(intent, work) }
  }
  if (intent.confirmation_method === 'manual') {
    rememberPassed(intent, method, work)
    return { intent: backToShop(intent, work) }
  }
  const verdict = verdictOf(method, {
    offSession: false,
    authenticated: true,
    saved: method.customer !== null,
    authenticationRequested: false,
  })
  return pay({ ...intent, next_action: null }, { method, verdict, authenticated: true }, work)
}

// With manual confirmation the shop's server wants to have the last word.
function backToShop(intent: Stripe.PaymentIntent, work: UnitOfWork): Stripe.PaymentIntent {
  const changes = { next_action: null, status: 'requires_confirmation' } as const
  return work.update('payment_intent', intent.id, changes)
}
