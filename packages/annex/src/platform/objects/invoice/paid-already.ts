/** An invoice for what has been paid already: a checkout that bills afterwards. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { addPayment } from '../invoice-payment/payments.js'
import { customerOfInvoice } from './draft.js'
import { hostedAddresses } from './hosted-address.js'
import { ofCustomer } from './new-invoice.js'
import { takeNumber } from './number.js'
import { settleInvoice } from './settle.js'

/** Numbers the draft and settles it with `intent`; the customer's balance has no part in it. */
export function settlePaidAlready(
  draft: Stripe.Invoice,
  intent: string,
  work: UnitOfWork,
): Stripe.Invoice {
  const customer = customerOfInvoice(draft, work)
  const open = work.update('invoice', draft.id, {
    ...ofCustomer(customer, work),
    ...hostedAddresses(draft.id, work),
    amount_due: draft.total,
    amount_remaining: draft.total,
    automatically_finalizes_at: null,
    effective_at: work.now,
    ending_balance: customer.balance,
    number: takeNumber(customer, work),
    starting_balance: customer.balance,
    status: 'open',
    status_transitions: { ...draft.status_transitions, finalized_at: work.now },
  })
  const payment_details = { customer_reference: null, order_reference: open.id }
  work.update('payment_intent', intent, { payment_details })
  addPayment(open, intent, work)
  settleInvoice(intent, work)
  return work.get('invoice', open.id)
}
