/** What a charge keeps of the card it was made with: `payment_method_details.card`. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { Random } from '../../../core/random.js'
import { answeredChecks, givenFor } from '../card/checks.js'

type Card = Stripe.Charge.PaymentMethodDetails.Card

export interface CardUse {
  readonly card: Stripe.PaymentMethod.Card
  /** What the issuer holds, captured or not; null when it said no. */
  readonly authorized: number | null
  readonly authenticated: boolean
  /** The hold may grow. */
  readonly incremental: boolean
  /** When a hold lapses, for those captured later. */
  readonly captureBefore: number | null
}

export function cardDetails(use: CardUse, random: Random): Card {
  const { card, captureBefore } = use
  return {
    amount_authorized: use.authorized,
    authorization_code: use.authorized === null ? null : digits(6, random),
    brand: card.brand,
    ...(captureBefore === null ? {} : { capture_before: captureBefore }),
    checks: answeredChecks(card, givenFor(card.checks)),
    country: card.country,
    electronic_commerce_indicator: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    extended_authorization: { status: 'disabled' },
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    incremental_authorization: { status: use.incremental ? 'available' : 'unavailable' },
    installments: null,
    last4: card.last4,
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: digits(15, random),
    overcapture: { maximum_amount_capturable: use.authorized ?? 0, status: 'unavailable' },
    regulated_status: card.regulated_status,
    three_d_secure: use.authenticated ? threeDSecure(random) : null,
    transaction_link_id: null,
    wallet: null,
  }
}

function threeDSecure(random: Random): Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure {
  return {
    authentication_flow: 'challenge',
    electronic_commerce_indicator: '05',
    exemption_indicator: null,
    result: 'authenticated',
    result_reason: null,
    transaction_id: randomText(27, random),
    version: '2.2.0',
  }
}

// Slightly uneven, which matters to nobody: they only have to look like what networks write.
function digits(length: number, random: Random): string {
  return Array.from(random.bytes(length), (byte) => byte % 10).join('')
}
