/** The invoice of a payment that asked for one (`invoice_creation`): made once the money is there. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { entriesOf, keepDraft } from '../invoice/draft.js'
import { finalize } from '../invoice/finalize.js'
import { newInvoice } from '../invoice/new-invoice.js'
import { settlePaidAlready } from '../invoice/paid-already.js'
import { itemGiven } from '../invoice-item/given.js'
import { metadataFrom } from '../metadata.js'
import { idOrNull } from '../reference.js'
import { redeemOnInvoice } from './discounts.js'
import type { Kept } from './kept.js'

export function billsAfterwards({ invoice_creation, mode }: Kept): boolean {
  return mode === 'payment' && invoice_creation?.enabled === true
}

export function billAfterwards(session: Kept, work: UnitOfWork): Stripe.Invoice {
  const blank = draftFor(session, work)
  const draft = { ...blank, discounts: redeemOnInvoice(session, blank.id, work) }
  const kept = keepDraft(draft, entriesOf(itemsFor(session, work), work), work)
  const intent = idOrNull(session.payment_intent)
  return intent === null ? finalize(kept, work) : settlePaidAlready(kept, intent, work)
}

function draftFor(session: Kept, work: UnitOfWork): Stripe.Invoice {
  const { description, footer, custom_fields, metadata } =
    session.invoice_creation?.invoice_data ?? {}
  return newInvoice(
    {
      customer: work.get('customer', idOrNull(session.customer) ?? ''),
      currency: session.currency ?? '',
      period: { start: work.now, end: work.now },
      billing_reason: 'manual',
      auto_advance: false,
      more: {
        description: description ?? null,
        ...(footer && { footer }),
        ...(custom_fields && { custom_fields }),
        metadata: metadataFrom(metadata ?? {}),
      },
    },
    work,
  )
}

function itemsFor(session: Kept, work: UnitOfWork): Stripe.InvoiceItem[] {
  return [...soldItems(session, work), ...shippingItem(session, work)]
}

/** A line like any other, but that no coupon is for. */
function shippingItem(
  { customer, currency, shipping_cost: cost }: Kept,
  work: UnitOfWork,
): Stripe.InvoiceItem[] {
  if (!cost) return []
  const rate = work.find('shipping_rate', idOrNull(cost.shipping_rate) ?? '')
  const terms = {
    ...{ customer: idOrNull(customer) ?? '', currency: currency ?? '' },
    ...{ amount: cost.amount_total, discountable: false },
    description: rate?.display_name ?? 'Shipping',
  }
  return [work.insert('invoiceitem', itemGiven(terms, work))]
}

function soldItems(session: Kept, work: UnitOfWork): Stripe.InvoiceItem[] {
  const customer = idOrNull(session.customer) ?? ''
  return session.kept.lines.map(({ price, quantity, tax_rates }) => {
    const item = itemGiven(
      {
        ...{ customer, currency: session.currency ?? '', pricing: { price }, quantity },
        ...(tax_rates.length > 0 && { tax_rates: [...tax_rates] }),
        agreed: true,
      },
      work,
    )
    return work.insert('invoiceitem', item)
  })
}
