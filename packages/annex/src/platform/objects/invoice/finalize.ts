/** Makes a draft final: numbers it, takes the customer's balance into account, asks for the money. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { spendInherited } from '../customer/discount.js'
import { moveBalance } from '../customer/move-balance.js'
import { addPayment } from '../invoice-payment/payments.js'
import { createIntent } from '../payment-intent/create-intent.js'
import { idOrNull } from '../reference.js'
import { spendCredits } from './credits.js'
import { customerOfInvoice } from './draft.js'
import { hostedAddresses } from './hosted-address.js'
import { ofCustomer } from './new-invoice.js'
import { takeNumber } from './number.js'
import { payable } from './payable.js'
import { allowedTypes } from './payment-settings.js'
import { sharingOf } from './sharing.js'
import { settleWithoutPayment } from './settle.js'

type Invoice = Stripe.Invoice

export function finalize(unspent: Invoice, work: UnitOfWork): Invoice {
  const draft = spendCredits(unspent, work)
  const customer = customerOfInvoice(draft, work)
  const { due, endingBalance } = payable(draft.total, {
    ...{ starting_balance: customer.balance, currency: draft.currency },
  })
  const open = work.update('invoice', draft.id, {
    ...ofCustomer(customer, work),
    ...hostedAddresses(draft.id, work),
    amount_due: due,
    amount_remaining: due,
    automatically_finalizes_at: null,
    effective_at: draft.effective_at ?? work.now,
    ending_balance: endingBalance,
    number: draft.number ?? takeNumber(customer, work),
    starting_balance: customer.balance,
    status: 'open',
    status_transitions: { ...draft.status_transitions, finalized_at: work.now },
  })
  applyBalance(open, endingBalance - customer.balance, work)
  spendInherited(open, work)
  if (due === 0) return settleWithoutPayment(open, work)
  askForPayment(open, customer, work)
  if (open.due_date !== null) work.later(open.due_date, 'invoice_overdue', open.id)
  return open
}

function applyBalance(invoice: Invoice, amount: number, work: UnitOfWork): void {
  const customer = customerOfInvoice(invoice, work)
  const type = 'applied_to_invoice'
  moveBalance(customer.id, { amount, currency: invoice.currency, type, invoice: invoice.id }, work)
}

function askForPayment(invoice: Invoice, customer: Stripe.Customer, work: UnitOfWork): void {
  const intent = createIntent(
    {
      amount: invoice.amount_remaining,
      currency: invoice.currency,
      customer: customer.id,
      description: describe(invoice),
      ...(invoice.parent?.subscription_details && { setup_future_usage: 'off_session' }),
      ...allowedTypes(invoice),
      ...sharingOf(invoice, work),
      ...(invoice.statement_descriptor && { statement_descriptor: invoice.statement_descriptor }),
    },
    {
      application: idOrNull(invoice.application),
      payment_details: { customer_reference: null, order_reference: invoice.id },
    },
    work,
  )
  addPayment(invoice, intent.id, work)
}

function describe({ billing_reason, number }: Invoice): string {
  if (billing_reason === 'subscription_create') return 'Subscription creation'
  if (billing_reason === 'subscription_update') return 'Subscription update'
  return `Payment for Invoice ${number}`
}
