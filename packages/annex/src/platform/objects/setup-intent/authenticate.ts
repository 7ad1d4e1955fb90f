/** The payer has been asked: passes or fails for an intent that `requires_action`. */
import type Stripe from 'stripe'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { methodNamed } from '../payment-method/resolve.js'
import { idOrNull } from '../reference.js'
import { endAttempt } from '../setup-attempt/record.js'
import { fail } from './fail.js'
import { lifecycle } from './lifecycle.js'
import { notAuthenticated, unexpectedState } from './refusals.js'
import { setUp } from './set-up.js'

export function authenticate(
  intent: Stripe.SetupIntent,
  passed: boolean,
  work: UnitOfWork,
): Stripe.SetupIntent {
  if (!mayRun(lifecycle, 'authenticate', intent)) throw unexpectedState('authenticate', intent)
  const method = methodNamed(idOrNull(intent.payment_method) ?? '', work, 'payment_method')
  if (!passed) return fail(intent, method, notAuthenticated(), work)
  const ending = { status: 'succeeded', authenticated: true } as const
  endAttempt(idOrNull(intent.latest_attempt) ?? '', method, ending, work)
  return setUp({ ...intent, next_action: null }, method, {}, work)
}
