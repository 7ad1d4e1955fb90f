/** `POST /v1/issuing/disputes/:id/submit`: the network gets the evidence, and decides. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import { metadataAfter } from '../../engine/metadata-after.js'
import { mayRun } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { lifecycle } from './lifecycle.js'
import { explanationMissing } from './refusals.js'

type Dispute = Stripe.Issuing.Dispute

const DECIDED_AFTER_SECONDS = 2

/** What decides in tests; with any other words a dispute stays submitted. */
const OUTCOMES: Readonly<Record<string, 'won' | 'lost'>> = {
  winning_evidence: 'won',
  losing_evidence: 'lost',
}

export function submit(
  dispute: Dispute,
  { metadata }: Stripe.Issuing.DisputeSubmitParams,
  work: UnitOfWork,
): Dispute {
  const explanation = explanationOf(dispute)
  if (!explanation) throw explanationMissing(dispute)
  if (Object.hasOwn(OUTCOMES, explanation)) {
    work.later(work.now + DECIDED_AFTER_SECONDS, 'decide_issuing_dispute', dispute.id)
  }
  return work.update('issuing.dispute', dispute.id, {
    metadata: metadataAfter(dispute.metadata, metadata),
    status: 'submitted',
  })
}

export const decideIssuingDispute: DueTask = (id, work) => {
  const dispute = work.find('issuing.dispute', id)
  if (!dispute || !mayRun(lifecycle, 'decide', dispute)) return
  const status = OUTCOMES[explanationOf(dispute) ?? '']
  if (status === undefined) return
  const loss_reason = status === 'lost' ? ({ loss_reason: 'other' } as const) : {}
  work.update('issuing.dispute', id, { ...loss_reason, status })
}

/** In the evidence of the dispute's own reason. */
function explanationOf({ evidence }: Dispute): string | null | undefined {
  const { reason, ...by } = evidence
  const given = new Map<string, { explanation?: string | null } | undefined>(Object.entries(by))
  return given.get(reason)?.explanation
}
