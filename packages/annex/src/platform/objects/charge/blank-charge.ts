/** A charge before anybody has answered: every field that is always shown. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

type Asked = Pick<
  Stripe.Charge,
  'id' | 'amount' | 'currency' | 'description' | 'metadata' | 'billing_details'
> & {
  readonly customer: string | null
  readonly payment_intent: string | null
  readonly payment_method: string | null
}

export function blankCharge(payment: Asked, work: UnitOfWork): Stripe.Charge {
  return {
    id: payment.id,
    object: 'charge',
    amount: payment.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: work.caller.application,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: payment.billing_details,
    calculated_statement_descriptor: descriptorOf(work),
    captured: false,
    created: work.now,
    currency: payment.currency,
    customer: payment.customer,
    description: payment.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: work.caller.livemode,
    metadata: payment.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: payment.payment_intent,
    payment_method: payment.payment_method,
    payment_method_details: null,
    radar_options: {},
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'pending',
    transfer_data: null,
    transfer_group: null,
  }
}

function descriptorOf(work: UnitOfWork): string | null {
  const settings = work.find('account', work.caller.account)?.settings
  return settings?.payments?.statement_descriptor ?? null
}
