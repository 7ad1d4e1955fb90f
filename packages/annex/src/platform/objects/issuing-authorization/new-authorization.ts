/** `POST /v1/test_helpers/issuing/authorizations`: a merchant asks whether a card may pay. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { CreateParams } from '../issuing-transaction/params.js'
import { checkAtLeast } from '../amounts.js'
import { merchantFrom } from '../issuing-transaction/merchant.js'
import { answered } from './answer.js'
import { declinedBy } from './decide.js'

type Authorization = Stripe.Issuing.Authorization
type Params = CreateParams

/** As long as Stripe waits for who decides by webhook. */
const ANSWER_WITHIN_SECONDS = 2

export function newAuthorization(params: Params, work: UnitOfWork): Partial<Authorization> {
  checkAtLeast(0, params.amount)
  checkAtLeast(0, params.merchant_amount, 'merchant_amount')
  const card = work.get('issuing.card', params.card, 'card')
  const amount = params.amount ?? params.merchant_amount ?? 0
  const currency = params.currency ?? card.currency
  const asked: Partial<Authorization> = {
    amount,
    approved: false,
    authorization_method: params.authorization_method ?? 'online',
    card,
    card_presence: isPresent(params) ? 'present' : 'not_present',
    cardholder: card.cardholder.id,
    currency,
    merchant_amount: params.merchant_amount ?? amount,
    merchant_currency: params.merchant_currency ?? currency,
    merchant_data: merchantFrom(params.merchant_data),
    status: 'pending',
    wallet: params.wallet ?? null,
  }
  const reason = declinedBy(asked, work)
  if (reason !== undefined) {
    return { ...asked, status: 'closed', ...answered(asked, { approved: false, reason }, work) }
  }
  return work.isAskedFor('issuing_authorization.request')
    ? { ...asked, pending_request: requestOf(asked, params.is_amount_controllable ?? false) }
    : { ...asked, ...answered(asked, { approved: true, reason: 'card_active' }, work) }
}

export function awaitAnswer(authorization: Authorization, _params: unknown, work: UnitOfWork) {
  if (authorization.pending_request) {
    work.later(work.now + ANSWER_WITHIN_SECONDS, 'decline_unanswered', authorization.id)
  }
  return authorization
}

/** Whoever wanted to decide has said nothing. */
export const declineUnanswered: DueTask = (id, work) => {
  const authorization = work.find('issuing.authorization', id)
  if (!authorization?.pending_request) return
  const answer = { approved: false, reason: 'webhook_timeout' } as const
  work.update('issuing.authorization', id, {
    ...{ status: 'closed', ...answered(authorization, answer, work) },
  })
}

function requestOf(
  asked: Partial<Authorization>,
  is_amount_controllable: boolean,
): Stripe.Issuing.Authorization.PendingRequest {
  const { amount = 0, currency = '', merchant_amount = 0, merchant_currency = '' } = asked
  return {
    amount,
    amount_details: asked.amount_details ?? null,
    currency,
    is_amount_controllable,
    merchant_amount,
    merchant_currency,
    network_risk_score: null,
  }
}

function isPresent({ authorization_method: method }: Params): boolean {
  return method === 'chip' || method === 'contactless' || method === 'swipe'
}
