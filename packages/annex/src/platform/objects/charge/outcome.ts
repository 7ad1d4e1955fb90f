/** How the decision about a charge is shown to the seller: `charge.outcome`. */
import type Stripe from 'stripe'
import type { Random } from '../../../core/random.js'
import { DECLINES } from '../card/declines.js'
import { testCardBehind, type ShownCard } from '../card/known.js'
import type { Verdict } from '../card/verdict.js'

type Outcome = Stripe.Charge.Outcome

/** Radar scores from 0 to 99: elevated from 65, highest from 75. */
const RISK = {
  normal: { from: 0, span: 65 },
  elevated: { from: 65, span: 10 },
  highest: { from: 75, span: 25 },
} as const

export function outcomeOf(verdict: Verdict, card: ShownCard | undefined, random: Random): Outcome {
  if (!card) return approved('normal', { risk_level: 'not_assessed' })
  const risk_level = testCardBehind(card)?.risk ?? 'normal'
  const { from, span } = RISK[risk_level]
  const risk = { risk_level, risk_score: from + random.integer(span) }
  if (verdict.kind !== 'declined') return approved(risk_level, risk)
  const { code, decline_code, advice_code = null } = DECLINES[verdict.reason]
  if (verdict.reason === 'fraudulent' && risk_level === 'highest') return { ...blocked(), ...risk }
  return {
    advice_code,
    network_advice_code: null,
    network_decline_code: null,
    network_status: 'declined_by_network',
    reason: decline_code ?? code,
    seller_message: sellerMessage(decline_code ?? code),
    type: 'issuer_declined',
    ...risk,
  }
}

function approved(risk: string, shown: Partial<Outcome>): Outcome {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: 'approved_by_network',
    reason: risk === 'normal' ? null : `${risk}_risk_level`,
    ...shown,
    seller_message:
      risk === 'normal'
        ? 'Payment complete.'
        : `Stripe evaluated this payment as having ${risk} risk.`,
    // Elevated is taken, and put before a person; so it is where Radar has its default rules.
    type: risk === 'elevated' ? 'manual_review' : 'authorized',
  }
}

function blocked(): Outcome {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: 'not_sent_to_network',
    reason: 'highest_risk_level',
    rule: 'block_if_high_risk',
    seller_message: 'Stripe blocked this payment as too risky.',
    type: 'blocked',
  }
}

function sellerMessage(reason: string): string {
  return reason === 'generic_decline'
    ? 'The bank did not return any further details with this decline.'
    : `The bank returned the decline code \`${reason}\`.`
}
