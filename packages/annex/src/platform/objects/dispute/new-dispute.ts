/** A dispute as the bank opens it. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { TestDispute } from '../card/test-cards.js'
import { idOrNull } from '../reference.js'
import { disputable } from './withdraw.js'

/** How long there is to answer; Visa gives 20 days less what the networks need. */
const RESPONSE_SECONDS = 9 * 86_400

export interface Opening {
  readonly id: string
  readonly charge: Stripe.Charge
  readonly said: TestDispute
  readonly withdrawn: Stripe.BalanceTransaction[]
}

export function newDispute({ id, charge, said, withdrawn }: Opening, work: UnitOfWork) {
  const inquiry = said.inquiry === true
  return {
    id,
    object: 'dispute',
    amount: disputable(charge),
    balance_transactions: withdrawn,
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: endOfResponse(work.now),
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: work.caller.livemode,
    metadata: {},
    network_reason_code: NETWORK_CODES[said.reason] ?? null,
    payment_intent: idOrNull(charge.payment_intent),
    ...(charge.payment_method_details?.card && {
      payment_method_details: cardCase(charge, said),
    }),
    reason: said.reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  } satisfies Stripe.Dispute
}

function cardCase(charge: Stripe.Charge, said: TestDispute): Stripe.Dispute.PaymentMethodDetails {
  const brand = charge.payment_method_details?.card?.brand ?? 'visa'
  const case_type = said.inquiry ? 'inquiry' : 'chargeback'
  const network_reason_code = NETWORK_CODES[said.reason] ?? null
  return { card: { brand, case_type, network: brand, network_reason_code }, type: 'card' }
}

/** Until when a seller can answer who is asked now: the last second of a day. */
export function endOfResponse(now: number): number {
  return (Math.floor((now + RESPONSE_SECONDS) / 86_400) + 1) * 86_400 - 1
}

/** Visa's codes for what the test cards' owners say. */
const NETWORK_CODES: Readonly<Record<string, string>> = {
  fraudulent: '10.4',
  product_not_received: '13.1',
}

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}
