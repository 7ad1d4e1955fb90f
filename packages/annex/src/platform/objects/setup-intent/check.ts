/** What must hold of a setup intent's parameters before anything is changed. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkAmount } from '../amounts.js'
import { open } from './lifecycle.js'
import { fieldFixed, onlyWithConfirm } from './refusals.js'

type CreateParams = Stripe.SetupIntentCreateParams
type UpdateParams = Stripe.SetupIntentUpdateParams

/** Parameters that say how to confirm, not what the intent is. */
const CONFIRMING = [
  'confirmation_token',
  'mandate_data',
  'return_url',
  'single_use',
  'use_stripe_sdk',
] as const

export function checkCreate(params: CreateParams, work: UnitOfWork): void {
  checkCustomer(params, work)
  checkSingleUse(params)
  if (params.confirm) return
  const early = CONFIRMING.find((param) => params[param] !== undefined)
  if (early) throw onlyWithConfirm(early)
}

/** Who is set up with what is fixed once it has happened; words may change at any time. */
export function checkUpdate(
  params: UpdateParams,
  before: Stripe.SetupIntent,
  work: UnitOfWork,
): void {
  const isOpen = open.some((status) => status === before.status)
  const fixed = FIXED.find((field) => params[field] !== undefined)
  if (fixed && !isOpen) throw fieldFixed(fixed, before)
  checkCustomer(params, work)
}

const FIXED = ['customer', 'payment_method', 'payment_method_data'] as const

function checkCustomer({ customer }: { customer?: string }, work: UnitOfWork): void {
  if (customer) work.get('customer', customer, 'customer')
}

// A single payment agreed on now and made later needs somebody who agreed to it.
function checkSingleUse({ single_use, mandate_data }: CreateParams): void {
  if (!single_use) return
  checkAmount(single_use.amount, single_use.currency, 'single_use[amount]')
  if (!mandate_data) throw parameterMissing('mandate_data')
}
