/** What must hold of an intent's parameters before anything is changed. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkAmount } from '../amounts.js'
import { checkTerms } from '../application-fee/terms.js'
import { unpaid } from './lifecycle.js'
import { fieldFixed, onlyWithConfirm } from './refusals.js'

type CreateParams = Stripe.PaymentIntentCreateParams
type UpdateParams = Stripe.PaymentIntentUpdateParams

/** Parameters that say how to confirm, not what the intent is. */
const CONFIRMING = [
  'confirmation_token',
  'error_on_requires_action',
  'mandate',
  'mandate_data',
  'off_session',
  'return_url',
  'use_stripe_sdk',
] as const

export function checkCreate(params: CreateParams, work: UnitOfWork): void {
  checkAmount(params.amount, params.currency)
  checkCustomer(params, work)
  checkTerms(params, work)
  if (params.confirm) return
  const early = CONFIRMING.find((param) => params[param] !== undefined)
  if (early) throw onlyWithConfirm(early)
}

/** Amount and currency are fixed once money has been asked for; words may change at any time. */
export function checkUpdate(
  params: UpdateParams,
  before: Stripe.PaymentIntent,
  work: UnitOfWork,
): void {
  const isOpen = unpaid.some((status) => status === before.status)
  const fixed = FIXED.find((field) => params[field] !== undefined)
  if (fixed && !isOpen) throw fieldFixed(fixed, before)
  const amount = params.amount ?? before.amount
  checkAmount(amount, params.currency ?? before.currency)
  checkCustomer(params, work)
  checkTerms({ ...before, ...params, amount }, work)
}

const FIXED = ['amount', 'currency', 'payment_method', 'payment_method_data', 'customer'] as const

function checkCustomer({ customer }: { customer?: string }, work: UnitOfWork): void {
  if (customer) work.get('customer', customer, 'customer')
}
