/** `POST /v1/charges`: charges a card token, or a customer's default card, without an intent. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { shippingFrom } from '../address.js'
import { checkAmount } from '../amounts.js'
import { checkTerms } from '../application-fee/terms.js'
import { cardDeclined } from '../card/declines.js'
import { verdictOn, type Verdict } from '../card/verdict.js'
import type { CardMethod } from '../payment-method/new-payment-method.js'
import { metadataFrom } from '../metadata.js'
import { cardNamed, checkUsable } from '../payment-method/resolve.js'
import { idOf } from '../reference.js'
import { methodOfCard } from '../source/method.js'
import { cardOfToken } from '../token/spend.js'
import { HOLD_SECONDS, newCharge } from './new-charge.js'
import { noCardOnFile, sourceRequired } from './refusals.js'
import { followUp, settledAs } from './take.js'

type Params = Stripe.ChargeCreateParams

export function checkCharge(params: Params, work: UnitOfWork): void {
  if (params.amount === undefined) throw parameterMissing('amount')
  if (params.currency === undefined) throw parameterMissing('currency')
  checkAmount(params.amount, params.currency)
  checkTerms({ ...params, amount: params.amount, ...sharingOf(params) }, work)
  if (params.source === undefined && params.customer === undefined) throw sourceRequired()
  if (params.customer !== undefined) work.get('customer', params.customer, 'customer')
}

/** The charge as the issuer's answer leaves it; failed ones are kept as well. */
export function charging(params: Params, work: UnitOfWork): Stripe.Charge {
  const method = methodOf(params, work)
  const payment = {
    id: work.newId('charge'),
    amount: params.amount ?? 0,
    currency: params.currency ?? '',
    customer: params.customer ?? null,
    description: params.description ?? null,
    metadata: metadataFrom(params.metadata),
    payment_intent: null,
    method,
    hold: params.capture === false,
    verdict: verdictFor(method),
    authenticated: false,
    more: { ...moreOf(params), source: sourceOf(method, work) },
  } as const
  return settledAs('at_once', newCharge(payment, work), work)
}

/** `destination` and `application_fee` are older names of the same agreement. */
function sharingOf(params: Params) {
  const { destination, transfer_data: given = null } = params
  const older = destination ? { ...destination, destination: destination.account } : null
  const to = given ?? older
  return {
    application_fee_amount: params.application_fee_amount ?? params.application_fee ?? null,
    transfer_data: to && { amount: to.amount ?? null, destination: to.destination },
  }
}

function moreOf(params: Params): Partial<Stripe.Charge> {
  return {
    ...sharingOf(params),
    on_behalf_of: params.on_behalf_of ?? null,
    receipt_email: params.receipt_email ?? null,
    shipping: shippingFrom(params.shipping ?? null),
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    transfer_group: params.transfer_group ?? null,
  }
}

/** After the charge is kept: says so when it failed, and plans what falls due otherwise. */
export function finishCharge(charge: Stripe.Charge, work: UnitOfWork): Stripe.Charge {
  const verdict = verdictFor(cardNamed(charge.payment_method ?? '', work, 'source'))
  if (verdict.kind === 'declined') {
    work.answerWith(cardDeclined(verdict.reason, { charge: charge.id }))
  }
  if (charge.status === 'succeeded' && !charge.captured) {
    work.later(work.now + HOLD_SECONDS, 'expire_hold', charge.id)
  }
  followUp(charge, work)
  // Its review or dispute may have been opened when it was announced.
  return work.get('charge', charge.id)
}

// Shown whole, as it was before there were payment methods.
function sourceOf({ id }: CardMethod, work: UnitOfWork): Stripe.Charge['source'] {
  return work.find('card', id) ?? work.find('source', id) ?? null
}

// This way of charging has no second step in which a payer could pass 3-D Secure.
function verdictFor(method: CardMethod): Verdict {
  return verdictOn(method.card, {
    offSession: true,
    authenticated: false,
    saved: method.customer !== null,
    authenticationRequested: false,
  })
}

function methodOf(params: Params, work: UnitOfWork): CardMethod {
  const { customer = null, source } = params
  if (source?.startsWith('tok_')) return methodOfToken(source, work)
  const method = cardNamed(source ?? defaultOf(customer, work), work, 'source')
  checkUsable(method, customer, work)
  return method
}

// The card is kept like any other, so that the charge's `payment_method` can be retrieved.
function methodOfToken(token: string, work: UnitOfWork): CardMethod {
  const card = work.insert('card', cardOfToken(token, work, 'source'))
  return methodOfCard(card, card.id, work)
}

function defaultOf(customerId: string | null, work: UnitOfWork): string {
  if (customerId === null) throw sourceRequired()
  const customer = work.get('customer', customerId, 'customer')
  const method = customer.default_source ?? customer.invoice_settings.default_payment_method
  if (method === null) throw noCardOnFile(customerId)
  return idOf(method)
}
