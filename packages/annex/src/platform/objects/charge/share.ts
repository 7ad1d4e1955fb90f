/** Who gets a part of a charge: the application it was made through, the account it is passed on to. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { collect } from '../application-fee/collect.js'
import { idOf } from '../reference.js'
import { makeTransfer } from '../transfer/make.js'

/**
 * The fee that an application takes from a charge made through it; it comes out of the charge's own
 * balance transaction. Where the money is passed on, the fee comes out of what arrives there.
 */
export function ownFeeOf(charge: Stripe.Charge) {
  if (charge.application === null || charge.transfer_data !== null) return undefined
  const amount = feeAmountOf(charge)
  return amount === 0 ? undefined : { amount, application: idOf(charge.application) }
}

/** @returns what sharing changes about the charge */
export function share(
  charge: Stripe.Charge,
  availableOn: number,
  work: UnitOfWork,
): Partial<Stripe.Charge> {
  if (charge.transfer_data !== null) return passOn(charge, availableOn, work)
  const fee = ownFeeOf(charge)
  if (!fee) return {}
  const { id } = collect(
    { ...fee, charge, account: work.caller.account, availableOn, originating: null },
    work,
  )
  return { application_fee: id }
}

function passOn(
  charge: Stripe.Charge,
  availableOn: number,
  work: UnitOfWork,
): Partial<Stripe.Charge> {
  const { amount, destination } = charge.transfer_data ?? { amount: null, destination: '' }
  const fee = feeAmountOf(charge)
  const { transfer, application_fee } = makeTransfer(
    {
      amount: Math.min(amount ?? charge.amount_captured, charge.amount_captured),
      currency: charge.currency,
      destination: idOf(destination),
      description: null,
      metadata: {},
      source: charge,
      source_type: 'card',
      transfer_group: charge.transfer_group ?? `group_${charge.id}`,
      availableOn,
      fee,
    },
    work,
  )
  return { transfer: transfer.id, ...(application_fee === null ? {} : { application_fee }) }
}

function feeAmountOf(charge: Stripe.Charge): number {
  return Math.min(charge.application_fee_amount ?? 0, charge.amount_captured)
}
