/** A captured charge reaches the balance: at once, or a moment later as `automatic_async` has it. */
import type Stripe from 'stripe'
import type { DueTask } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { feeOf, pricingOf } from '../balance-transaction/fees.js'
import { record } from '../balance-transaction/record.js'
import { testCardBehind } from '../card/known.js'
import { siblingId } from '../payment-ids.js'
import { idOrNull } from '../reference.js'
import { ownFeeOf, share } from './share.js'

/** Between the payment and its `charge.updated`; Stripe takes one to three seconds. */
const SETTLES_AFTER_SECONDS = 2

export type Settlement = 'at_once' | 'soon'

/** Asks for the charge to be settled by itself, shortly. */
export function settleSoon(charge: Stripe.Charge, work: UnitOfWork): void {
  work.later(work.now + SETTLES_AFTER_SECONDS, 'settle_charge', charge.id)
}

/** The due task behind `settleSoon`. */
export const settleCharge: DueTask = (id, work) => {
  const charge = work.find('charge', id)
  if (!charge || !charge.captured || charge.balance_transaction !== null) return
  work.update('charge', id, settle(charge, work))
}

/** Records what was captured and shares it as agreed. Returns what that changes about the charge. */
export function settle(charge: Stripe.Charge, work: UnitOfWork): Partial<Stripe.Charge> {
  const { id, available_on } = recordCharge(charge, work)
  return { balance_transaction: id, ...share(charge, available_on, work) }
}

function recordCharge(charge: Stripe.Charge, work: UnitOfWork): Stripe.BalanceTransaction {
  const { amount_captured: amount, currency } = charge
  const applicationFee = ownFeeOf(charge)
  const pricing = pricingOf(work.find('account', work.caller.account)?.metadata)
  const movement = {
    id: siblingId('txn', charge.id, work),
    type: charge.payment_method_details?.type === 'card' ? 'charge' : 'payment',
    reporting_category: 'charge',
    amount,
    currency,
    fee: feeOf(amount, currency, pricing),
    source: charge.id,
    description: charge.description,
    atOnce: bypassesPending(charge),
    ...(applicationFee && { applicationFee }),
  } as const
  return record(movement, work)
}

/** A refund or dispute can come before the charge has settled: then it settles now. */
export function settled(charge: Stripe.Charge, work: UnitOfWork): Stripe.Charge {
  if (
    !charge.captured ||
    charge.status === 'pending' ||
    idOrNull(charge.balance_transaction) !== null
  )
    return charge
  return work.update('charge', charge.id, settle(charge, work))
}

function bypassesPending(charge: Stripe.Charge): boolean {
  const card = charge.payment_method_details?.card
  return card !== undefined && testCardBehind(card)?.bypassesPending === true
}
