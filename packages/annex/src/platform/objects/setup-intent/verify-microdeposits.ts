/** The owner of a bank account says what two small deposits on it said; then it is set up. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkMicrodeposits, microdepositsLost } from '../debit/microdeposits.js'
import { authenticate } from './authenticate.js'
import { methodNamed } from '../payment-method/resolve.js'
import { idOrNull } from '../reference.js'
import { fail } from './fail.js'
import { nothingToVerify } from './refusals.js'

/** The lifecycle lets through `requires_action` only, which a card in 3-D Secure is in as well. */
export function verifyMicrodeposits(
  intent: Stripe.SetupIntent,
  params: Stripe.SetupIntentVerifyMicrodepositsParams,
  work: UnitOfWork,
): Stripe.SetupIntent {
  if (intent.next_action?.type !== 'verify_with_microdeposits') throw nothingToVerify(intent)
  checkMicrodeposits(params)
  return authenticate(intent, true, work)
}

/** The deposits never arrived, so nobody can say what was on them. */
export const failSetupMicrodeposits: DueTask = (id, work) => {
  const intent = work.find('setup_intent', id)
  if (!intent || intent.next_action?.type !== 'verify_with_microdeposits') return
  const method = methodNamed(idOrNull(intent.payment_method) ?? '', work, 'payment_method')
  fail(intent, method, microdepositsLost(), work)
}
