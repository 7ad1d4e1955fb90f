/** Gives an intent up; money it is holding goes back to the payer. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { failDebit } from '../charge/debit.js'
import { expire, release } from '../charge/release.js'
import { idOrNull } from '../reference.js'
import { giveBackCash } from './bank-transfer.js'
import { lifecycle } from './lifecycle.js'

type PaymentIntent = Stripe.PaymentIntent

export function cancel(
  intent: PaymentIntent,
  params: Stripe.PaymentIntentCancelParams,
  work: UnitOfWork,
): PaymentIntent {
  if (intent.status === 'requires_capture') release(chargeOf(intent, work), work)
  if (intent.status === 'processing') stopDebit(intent, work)
  giveBackCash(intent, work)
  return canceled(intent, params.cancellation_reason ?? null, work)
}

// Not a decline, so without a code: the bank was told in time that nothing is asked any more.
function stopDebit(intent: PaymentIntent, work: UnitOfWork): void {
  const message = 'The payment was canceled before the bank had answered.'
  failDebit(chargeOf(intent, work), { code: null, message }, work)
}

/** Seven days after a hold that nobody captured. */
export const expireAuthorization: DueTask = (id, work) => {
  const intent = work.find('payment_intent', id)
  if (!intent || !mayRun(lifecycle, 'expire', intent)) return
  expire(chargeOf(intent, work), work)
  canceled(intent, 'automatic', work)
}

function canceled(
  intent: PaymentIntent,
  cancellation_reason: PaymentIntent['cancellation_reason'],
  work: UnitOfWork,
): PaymentIntent {
  return work.update('payment_intent', intent.id, {
    amount_capturable: 0,
    canceled_at: work.now,
    cancellation_reason,
    next_action: null,
    status: 'canceled',
  })
}

function chargeOf(intent: PaymentIntent, work: UnitOfWork): Stripe.Charge {
  return work.get('charge', idOrNull(intent.latest_charge) ?? '')
}
