/** The owner of a bank account says what two small deposits on it said; then it is debited. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkMicrodeposits } from '../debit/microdeposits.js'
import { permit } from '../payment-method/permission.js'
import { methodNamed } from '../payment-method/resolve.js'
import { idOrNull } from '../reference.js'
import { startDebit } from './debit.js'
import { nothingToVerify } from './refusals.js'

/** The lifecycle lets through `requires_action` only, which a card in 3-D Secure is in as well. */
export function verifyMicrodeposits(
  intent: Stripe.PaymentIntent,
  params: Stripe.PaymentIntentVerifyMicrodepositsParams,
  work: UnitOfWork,
): Stripe.PaymentIntent {
  if (intent.next_action?.type !== 'verify_with_microdeposits') throw nothingToVerify(intent)
  checkMicrodeposits(params)
  return verified(intent, work)
}

/** The account is known to be its owner's, now and for every later payment. */
export function verified(intent: Stripe.PaymentIntent, work: UnitOfWork): Stripe.PaymentIntent {
  const method = methodNamed(idOrNull(intent.payment_method) ?? '', work, 'payment_method')
  permit(method, { accepted: undefined, status: 'active' }, work)
  return startDebit(intent, method, work)
}
