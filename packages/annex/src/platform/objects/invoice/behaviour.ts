/** Invoices: what a customer owes, line by line, from draft to paid. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { intentOf } from '../invoice-payment/payments.js'
import { draftChanges, openChanges } from './changes.js'
import { linesOf } from './draft.js'
import { draftGiven } from './given.js'
import { lifecycle } from './lifecycle.js'
import { onlyDraftsGo } from './refusals.js'
import { verbs } from './verbs.js'

type Invoice = Stripe.Invoice
type CreateParams = Stripe.InvoiceCreateParams
type UpdateParams = Stripe.InvoiceUpdateParams

export const invoice: Behaviour<'invoice'> = {
  kind: 'invoice',
  lifecycle,
  check(params: CreateParams, _work, before) {
    if (!before && params.customer === undefined) throw parameterMissing('customer')
  },
  defaults: draftGiven,
  afterCreate(invoice, _params, work) {
    finalizesLater(invoice, work)
    return invoice
  },
  changes: (params: UpdateParams, before, work) =>
    before.status === 'draft' ? draftChanges(params, before, work) : openChanges(params, before),
  verbs,
  filters: {
    subscription: (value) =>
      typeof value === 'string'
        ? [{ field: 'parent.subscription_details.subscription', operator: '=', value }]
        : [],
  },
  include: (invoice, field, work): unknown =>
    field === 'confirmation_secret' ? confirmationSecret(invoice, work) : undefined,
  beforeRemove(invoice, work) {
    if (invoice.status !== 'draft' || invoice.parent !== null) throw onlyDraftsGo()
    for (const line of linesOf(invoice.id, work)) {
      const item = line.parent?.invoice_item_details?.invoice_item
      if (item) work.update('invoiceitem', item, { invoice: null })
      work.remove('line_item', line.id)
    }
  },
}

function finalizesLater({ id, automatically_finalizes_at: at }: Invoice, work: UnitOfWork): void {
  if (at !== null) work.later(at, 'finalize_invoice', id)
}

/** What Stripe.js needs to let the payer pay. */
function confirmationSecret({ id, status }: Invoice, work: UnitOfWork) {
  const [payment] = work.list('invoice_payment', { invoice: id })
  if (!payment || status === 'draft') return null
  const { client_secret } = work.get('payment_intent', intentOf(payment))
  return client_secret && { client_secret, type: 'payment_intent' }
}
