/** `POST /v1/payouts`: pays out part of what is available. */
import type Stripe from 'stripe'
import { integerTooSmall } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { availableIn, balanceInsufficient } from '../balance/available.js'
import { destinationFor } from '../external-account/choose.js'
import { metadataFrom } from '../metadata.js'
import { payoutOf } from './new-payout.js'
import { instantUnsupported, payoutsNotAllowed } from './refusals.js'

type Params = Stripe.PayoutCreateParams

export function checkPayout(params: Params, work: UnitOfWork): void {
  const { amount, currency, source_type = 'card' } = params
  if (amount < 1) throw integerTooSmall('amount', 1)
  if (!mayPayOut(work)) throw payoutsNotAllowed(work.caller.account)
  const destination = destinationFor(currency, params.destination, work)
  const methods = destination.available_payout_methods ?? []
  if (params.method === 'instant' && !methods.includes('instant')) throw instantUnsupported()
  const available = availableIn(currency, work, source_type)
  if (amount <= available) return
  throw balanceInsufficient(
    available,
    currency,
    `You have insufficient funds in your Stripe account for this payout. Your ${source_type} balance is too low.`,
  )
}

export function payingOut(params: Params, work: UnitOfWork): Stripe.Payout {
  const { amount, currency, method = 'standard', source_type = 'card' } = params
  const destination = destinationFor(currency, params.destination, work)
  const more = {
    description: params.description ?? null,
    statement_descriptor: params.statement_descriptor ?? null,
    payout_method: params.payout_method ?? null,
  }
  const order = { amount, currency, destination, automatic: false, method, source_type, more }
  return { ...payoutOf(order, work), metadata: metadataFrom(params.metadata) }
}

// In test mode people try payouts before their own account is activated.
function mayPayOut(work: UnitOfWork): boolean {
  const account = work.get('account', work.caller.account)
  const isOwn = account.type === 'standard' && account.controller === undefined
  return account.payouts_enabled || (isOwn && !work.caller.livemode)
}
