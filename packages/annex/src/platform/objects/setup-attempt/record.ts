/** Each try to set up a payment method leaves a line: a setup attempt. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { answeredChecks, givenFor } from '../card/checks.js'
import { idOrNull } from '../reference.js'

type SetupAttempt = Stripe.SetupAttempt
type Status = 'abandoned' | 'failed' | 'requires_action' | 'succeeded'

export interface Ending {
  readonly status: Status
  readonly error?: Stripe.SetupAttempt.SetupError
  readonly authenticated?: boolean
}

/** Attempts are no news of their own: the intent's events tell. */
export function recordAttempt(
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  ending: Ending,
  work: UnitOfWork,
): SetupAttempt {
  return work.insert('setup_attempt', {
    id: work.newId('setup_attempt'),
    object: 'setup_attempt',
    application: idOrNull(intent.application),
    created: work.now,
    customer: idOrNull(intent.customer),
    customer_account: null,
    flow_directions: intent.flow_directions ?? null,
    livemode: intent.livemode,
    on_behalf_of: idOrNull(intent.on_behalf_of),
    payment_method: method.id,
    payment_method_details: detailsOf(method, ending.authenticated === true),
    setup_error: ending.error ?? null,
    setup_intent: intent.id,
    status: ending.status,
    usage: intent.usage,
  })
}

/** The try that was waiting for the payer has come to something. */
export function endAttempt(
  attempt: string,
  method: Stripe.PaymentMethod | undefined,
  { status, error, authenticated = false }: Ending,
  work: UnitOfWork,
): SetupAttempt {
  return work.update('setup_attempt', attempt, {
    setup_error: error ?? null,
    status,
    ...(method && { payment_method_details: detailsOf(method, authenticated) }),
  })
}

function detailsOf(
  { card, type }: Stripe.PaymentMethod,
  authenticated: boolean,
): Stripe.SetupAttempt.PaymentMethodDetails {
  if (!card) return { [type]: {}, type }
  const { brand, country, exp_month, exp_year, fingerprint = null, funding, last4 } = card
  return {
    card: {
      ...{ brand, country, exp_month, exp_year, fingerprint, funding, last4 },
      checks: answeredChecks(card, givenFor(card.checks)),
      network: brand,
      three_d_secure: authenticated ? AUTHENTICATED : null,
      wallet: null,
    },
    type: 'card',
  }
}

const AUTHENTICATED = {
  authentication_flow: 'challenge',
  electronic_commerce_indicator: '05',
  result: 'authenticated',
  result_reason: null,
  transaction_id: null,
  version: '2.2.0',
} as const
