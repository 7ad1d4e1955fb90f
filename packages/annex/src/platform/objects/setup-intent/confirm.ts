/** Tries to set up a method for later payments: asks its issuer, and goes where the answer leads. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { useConfirmationToken } from '../confirmation-token/use.js'
import { microdepositsAction, MICRODEPOSITS_FAIL_AFTER_SECONDS } from '../debit/microdeposits.js'
import { testAccountBehind } from '../debit/test-accounts.js'
import { authenticationAction, authenticationUrl } from '../next-action.js'
import { methodGiven } from '../payment-method/given.js'
import { isVerified, permit } from '../payment-method/permission.js'
import { checkUsable, methodNamed } from '../payment-method/resolve.js'
import { idOrNull } from '../reference.js'
import { endAttempt, recordAttempt } from '../setup-attempt/record.js'
import { fail } from './fail.js'
import { methodMissing, methodTypeNotAllowed } from './refusals.js'
import { setUp, type Agreement } from './set-up.js'
import { verdictOf } from './verdict.js'

type SetupIntent = Stripe.SetupIntent
type NextAction = NonNullable<SetupIntent['next_action']>
type Params = Stripe.SetupIntentConfirmParams & Agreement

export function confirm(intent: SetupIntent, params: Params, work: UnitOfWork): SetupIntent {
  const { confirmation_token: token } = params
  const filledIn = token ? useConfirmationToken(token, intent, work) : {}
  return tryToSetUp(intent, { ...filledIn, ...params }, work)
}

function tryToSetUp(intent: SetupIntent, params: Params, work: UnitOfWork): SetupIntent {
  const method = methodToConfirm(intent, params, work)
  abandonWaiting(intent, work)
  const ready = { ...intent, ...ANEW, payment_method: method.id }
  if (!isVerified(method, work)) return askForMicrodeposits(ready, method, params, work)
  const verdict = verdictOf(method, ready)
  if (verdict.kind === 'declined') return fail(ready, method, verdict.refusal, work)
  if (verdict.kind === 'authentication_required') {
    return ask(ready, method, authenticationAction(intent, params, work), work)
  }
  const attempt = recordAttempt(ready, method, { status: 'succeeded' }, work)
  return setUp({ ...ready, latest_attempt: attempt.id }, method, params, work)
}

function askForMicrodeposits(
  ready: SetupIntent,
  method: Stripe.PaymentMethod,
  { mandate_data }: Params,
  work: UnitOfWork,
): SetupIntent {
  const accepted = (mandate_data || undefined)?.customer_acceptance
  permit(method, { accepted, status: 'pending' }, work)
  if (testAccountBehind(method)?.losesMicrodeposits) {
    work.later(work.now + MICRODEPOSITS_FAIL_AFTER_SECONDS, 'fail_setup_microdeposits', ready.id)
  }
  return ask(ready, method, microdepositsAction(authenticationUrl(ready, work.baseUrl), work), work)
}

function ask(
  ready: SetupIntent,
  method: Stripe.PaymentMethod,
  next_action: NextAction,
  work: UnitOfWork,
): SetupIntent {
  const attempt = recordAttempt(ready, method, { status: 'requires_action' }, work)
  const changes = { latest_attempt: attempt.id, next_action, status: 'requires_action' } as const
  return work.update('setup_intent', ready.id, { ...ready, ...changes })
}

/** A new try, whatever the one before was waiting for. */
const ANEW = {
  last_setup_error: null,
  next_action: null,
  status: 'requires_confirmation',
} as const

/** A try that was waiting for the payer is over when there is another, or none any more. */
export function abandonWaiting(intent: SetupIntent, work: UnitOfWork): void {
  const attempt = idOrNull(intent.latest_attempt)
  if (intent.status !== 'requires_action' || attempt === null) return
  endAttempt(attempt, undefined, { status: 'abandoned' }, work)
}

function methodToConfirm(
  intent: SetupIntent,
  params: Params,
  work: UnitOfWork,
): Stripe.PaymentMethod {
  const kept = idOrNull(intent.payment_method)
  const method =
    methodGiven(params, work) ?? (kept ? methodNamed(kept, work, 'payment_method') : undefined)
  if (!method) throw methodMissing(intent)
  checkUsable(method, idOrNull(intent.customer), work)
  if (!intent.payment_method_types.includes(method.type)) {
    throw methodTypeNotAllowed(method.type, intent)
  }
  return method
}
