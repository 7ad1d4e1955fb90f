/** Evidence for the bank: kept as a draft, or handed in. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { LOSING, WINNING } from './decide.js'
import { ESCALATING } from './escalate.js'

type Dispute = Stripe.Dispute
type Params = Stripe.DisputeUpdateParams

/** Evidence with a word test mode knows is decided on at once, for other evidence banks take this long. */
const QUICK_SECONDS = 2
const BANK_SECONDS = 60 * 86_400

/** An update of the metadata alone says nothing to the bank. */
export function answers({ evidence, submit }: Params): boolean {
  return evidence !== undefined || submit === true
}

/** Evidence goes to the bank unless the seller says it is only a draft. */
export function answer(params: Params, before: Dispute, work: UnitOfWork): Partial<Dispute> {
  const evidence = evidenceAfter(params, before)
  const has_evidence = Object.values(evidence).some((one) => typeof one === 'string')
  const details = { ...before.evidence_details, has_evidence }
  if (params.submit === false) return { evidence, evidence_details: details }
  work.later(work.now + thinkingTime(evidence), 'decide_dispute', before.id)
  return {
    evidence,
    evidence_details: {
      ...details,
      submission_count: details.submission_count + 1,
      submission_method: 'manual',
    },
    status: before.status === 'needs_response' ? 'under_review' : 'warning_under_review',
  }
}

function evidenceAfter({ evidence = {} }: Params, before: Dispute): Dispute['evidence'] {
  const { enhanced_evidence: enhanced, ...texts } = evidence
  const given = Object.entries(texts).map(([name, value]) => [name, value || null])
  return {
    ...before.evidence,
    ...Object.fromEntries(given),
    ...(enhanced !== undefined && { enhanced_evidence: enhanced || {} }),
  }
}

function thinkingTime({ uncategorized_text: said }: Dispute['evidence']): number {
  const known = [WINNING, LOSING, ESCALATING].some((word) => word === said)
  return known ? QUICK_SECONDS : BANK_SECONDS
}
