/** Debits a bank account: the intent is `processing` until the account's bank has answered. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { finishDebit } from '../charge/debit.js'
import { take } from '../charge/take.js'
import { debitFailed } from '../debit/failures.js'
import {
  microdepositsAction,
  MICRODEPOSITS_FAIL_AFTER_SECONDS,
  microdepositsLost,
} from '../debit/microdeposits.js'
import { testAccountBehind } from '../debit/test-accounts.js'
import { methodNamed } from '../payment-method/resolve.js'
import { isVerified, permit, type Acceptance } from '../payment-method/permission.js'
import { idOrNull } from '../reference.js'
import { waitForAnother } from './fail.js'
import { lifecycle } from './lifecycle.js'
import { authenticationUrl } from '../next-action.js'
import { keepOrSpend, paymentFor, settlementOf } from './pay.js'
import { manualCaptureUnsupported } from './refusals.js'

type PaymentIntent = Stripe.PaymentIntent
type PaymentMethod = Stripe.PaymentMethod

/** Banks take days; waiting for a test one should not. */
const BANK_ANSWERS_AFTER_SECONDS = 10

interface Debit {
  readonly method: PaymentMethod
  readonly params: {
    readonly mandate_data?: Stripe.Emptyable<{ customer_acceptance?: Acceptance }>
  }
}

export function debit(ready: PaymentIntent, how: Debit, work: UnitOfWork): PaymentIntent {
  const { method, params } = how
  if (ready.capture_method === 'manual') throw manualCaptureUnsupported(method.type, ready)
  const accepted = (params.mandate_data || undefined)?.customer_acceptance
  const verified = isVerified(method, work)
  permit(method, { accepted, status: verified ? 'active' : 'pending' }, work)
  return verified ? startDebit(ready, method, work) : askForMicrodeposits(ready, method, work)
}

/** From here on the bank has the word. */
export function startDebit(
  ready: PaymentIntent,
  method: PaymentMethod,
  work: UnitOfWork,
): PaymentIntent {
  const attempt = { method, verdict: { kind: 'pending' }, authenticated: false } as const
  const charge = take(paymentFor(ready, attempt, work), settlementOf(ready), work)
  if (!testAccountBehind(method)?.silent) {
    work.later(work.now + BANK_ANSWERS_AFTER_SECONDS, 'finish_debit', ready.id)
  }
  return work.update('payment_intent', ready.id, {
    ...ready,
    latest_charge: charge.id,
    next_action: null,
    status: 'processing',
  })
}

function askForMicrodeposits(
  ready: PaymentIntent,
  method: PaymentMethod,
  work: UnitOfWork,
): PaymentIntent {
  if (testAccountBehind(method)?.losesMicrodeposits) {
    work.later(work.now + MICRODEPOSITS_FAIL_AFTER_SECONDS, 'fail_microdeposits', ready.id)
  }
  const next_action = microdepositsAction(authenticationUrl(ready, work.baseUrl), work)
  return work.update('payment_intent', ready.id, {
    ...ready,
    next_action,
    status: 'requires_action',
  })
}

/** The bank pays, or sends the debit back. A canceled intent no longer cares. */
export const finishDebitedIntent: DueTask = (id, work) => {
  const intent = work.find('payment_intent', id)
  if (!intent || !mayRun(lifecycle, 'finish', intent)) return
  const method = work.get('payment_method', idOrNull(intent.payment_method) ?? '')
  const failure = testAccountBehind(method)?.fails
  const charge = finishDebit(idOrNull(intent.latest_charge) ?? '', failure, work)
  if (failure) waitForAnother(intent, method, debitFailed(failure, charge.id), work)
  else succeed(intent, method, work)
}

/** The deposits never arrived, so nobody can say what was on them. */
export const failMicrodeposits: DueTask = (id, work) => {
  const intent = work.find('payment_intent', id)
  if (!intent || intent.next_action?.type !== 'verify_with_microdeposits') return
  const method = methodNamed(idOrNull(intent.payment_method) ?? '', work, 'payment_method')
  waitForAnother(intent, method, microdepositsLost(), work)
}

function succeed(intent: PaymentIntent, method: PaymentMethod, work: UnitOfWork): void {
  const taken = { amount_received: intent.amount, status: 'succeeded' } as const
  keepOrSpend(work.update('payment_intent', intent.id, taken), method, work)
}
