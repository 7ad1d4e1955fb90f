/** The other end of a transfer: a payment on the connected account, without a payer. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { collect } from '../application-fee/collect.js'
import { record } from '../balance-transaction/record.js'
import { blankCharge } from '../charge/blank-charge.js'
import { siblingId } from '../payment-ids.js'
import type { Passed } from './make.js'

const NOBODY = { address: null, email: null, name: null, phone: null, tax_id: null }

/** @returns the ids of the payment there, and of the fee the platform kept */
export function receive(
  transfer: string,
  passed: Passed,
  work: UnitOfWork,
): { charge: string; application_fee: string | null } {
  const { livemode } = work.caller
  const there = work.on({ account: passed.destination, livemode })
  const id = `py_3${randomText(23, work.random)}`
  const application = work.ownApplication() ?? ''
  const arrived = { ...paymentOf(id, transfer, passed, there), application }
  const balance_transaction = arrive(arrived, { application, passed }, there)
  const application_fee = passed.fee > 0 ? feeOf(arrived, passed, work, application) : null
  there.insert('charge', { ...arrived, application_fee, balance_transaction })
  return { charge: id, application_fee }
}

function paymentOf(id: string, transfer: string, passed: Passed, there: UnitOfWork): Stripe.Charge {
  const { amount, currency, description } = passed
  const nobody = { customer: null, payment_intent: null, payment_method: null }
  const asked = { id, amount, currency, description, metadata: {}, billing_details: NOBODY }
  return {
    ...blankCharge({ ...asked, ...nobody }, there),
    amount_captured: amount,
    application_fee_amount: passed.fee > 0 ? passed.fee : null,
    captured: true,
    paid: true,
    payment_method_details: { stripe_account: {}, type: 'stripe_account' },
    source_transfer: transfer,
    status: 'succeeded',
    transfer_group: passed.transfer_group,
  }
}

function arrive(
  charge: Stripe.Charge,
  { application, passed }: { application: string; passed: Passed },
  there: UnitOfWork,
): string {
  const movement = {
    id: siblingId('txn', charge.id, there),
    type: 'payment',
    reporting_category: 'charge',
    amount: charge.amount,
    currency: charge.currency,
    source: charge.id,
    source_type: passed.source_type,
    description: charge.description,
    availableOn: passed.availableOn,
    ...(passed.fee > 0 ? { applicationFee: { amount: passed.fee, application } } : {}),
  } as const
  return record(movement, there).id
}

function feeOf(
  charge: Stripe.Charge,
  { fee: amount, destination: account, source, availableOn }: Passed,
  work: UnitOfWork,
  application: string,
): string {
  const originating = source?.id ?? null
  return collect({ amount, application, charge, account, originating, availableOn }, work).id
}
