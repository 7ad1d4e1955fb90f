/** Saying yes or no to what a merchant asks, and the history of it. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataAfter } from '../../engine/metadata-after.js'
import { checkAtLeast } from '../amounts.js'
import { held } from '../issuing-transaction/merchant-amount.js'
import { amountNotControllable, nothingAsked } from './refusals.js'

type Authorization = Stripe.Issuing.Authorization

export interface Answer {
  readonly approved: boolean
  readonly reason: Stripe.Issuing.Authorization.RequestHistory.Reason
}

/** The fields that an answer changes. */
export function answered(
  asked: Partial<Authorization>,
  { approved, reason }: Answer,
  work: UnitOfWork,
): Partial<Authorization> {
  const { amount = 0, currency = '', merchant_amount = 0, merchant_currency = '' } = asked
  const line = {
    ...{ amount, amount_details: asked.amount_details ?? null, approved },
    ...{ authorization_code: approved ? codeFrom(work) : null, created: work.now },
    ...{ currency, merchant_amount, merchant_currency, network_risk_score: null },
    ...{ reason, reason_message: null, requested_at: work.now },
  }
  return {
    approved,
    pending_request: null,
    request_history: [...(asked.request_history ?? []), line],
  }
}

/** `POST /v1/issuing/authorizations/:id/approve`, while the merchant waits. */
export function approve(
  authorization: Authorization,
  params: Stripe.Issuing.AuthorizationApproveParams,
  work: UnitOfWork,
): Authorization {
  const request = authorization.pending_request
  if (!request) throw nothingAsked('approve', authorization)
  if (params.amount !== undefined && !request.is_amount_controllable) throw amountNotControllable()
  checkAtLeast(0, params.amount)
  const sums = held(params.amount ?? authorization.amount, authorization)
  const answer = { approved: true, reason: 'webhook_approved' } as const
  return work.update('issuing.authorization', authorization.id, {
    ...sums,
    ...answered({ ...authorization, ...sums }, answer, work),
    metadata: metadataAfter(authorization.metadata, params.metadata),
  })
}

/** `POST /v1/issuing/authorizations/:id/decline`. */
export function decline(
  authorization: Authorization,
  { metadata }: Stripe.Issuing.AuthorizationDeclineParams,
  work: UnitOfWork,
): Authorization {
  if (!authorization.pending_request) throw nothingAsked('decline', authorization)
  const answer = { approved: false, reason: 'webhook_declined' } as const
  return work.update('issuing.authorization', authorization.id, {
    ...{ status: 'closed', ...answered(authorization, answer, work) },
    metadata: metadataAfter(authorization.metadata, metadata),
  })
}

/** Six digits, by which networks know an approval. */
function codeFrom(work: UnitOfWork): string {
  return String(work.random.integer(1_000_000)).padStart(6, '0')
}
