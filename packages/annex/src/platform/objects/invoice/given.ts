/** From parameters to a draft with its lines. */
import type Stripe from 'stripe'
import { given } from '../../engine/given.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { inherited } from '../customer/discount.js'
import { customerOf } from '../customer/of.js'
import { redeemAll } from '../discount/redeem.js'
import { metadataFrom } from '../metadata.js'
import { ratesGiven } from '../tax-rate/given.js'
import { compute } from './compute.js'
import { entriesOf, keepLines, pendingItems } from './draft.js'
import { newInvoice } from './new-invoice.js'
import { paymentSettings } from './payment-settings.js'
import { dueDateRequired } from './refusals.js'
import { keepSharing } from './sharing.js'

type Invoice = Stripe.Invoice
type CreateParams = Stripe.InvoiceCreateParams

export function draftGiven(params: CreateParams, work: UnitOfWork): Invoice {
  const customer = customerOf(params.customer ?? '', work)
  const currency = params.currency ?? customer.currency ?? accountCurrency(work)
  if (!customer.currency) work.update('customer', customer.id, { currency })
  const blank = newInvoice(
    {
      ...{
        customer,
        currency,
        billing_reason: 'manual',
        auto_advance: params.auto_advance ?? false,
      },
      period: { start: work.now, end: work.now },
      more: wordsGiven(params, work),
    },
    work,
  )
  const pending = params.pending_invoice_items_behavior === 'include'
  const items = pending ? pendingItems(customer.id, currency, work) : []
  const amount = items.reduce((sum, item) => sum + item.amount, 0)
  const redemption = {
    ...{ customer: customer.id, currency, amount, on: { invoice: blank.id } },
    under: { subscription: params.subscription ?? null },
  }
  const draft = {
    ...blank,
    discounts: redeemAll(params.discounts, redemption, work, inherited(customer)),
  }
  keepSharing(draft.id, params, work)
  const { sums, lines } = compute(draft, entriesOf(items, work), work)
  keepLines(draft, lines, work)
  return { ...draft, ...sums }
}

function wordsGiven(params: CreateParams, work: UnitOfWork): Partial<Invoice> {
  const { collection_method = 'charge_automatically' } = params
  return {
    collection_method,
    default_payment_method: params.default_payment_method ?? null,
    default_tax_rates: ratesGiven(params.default_tax_rates, work, 'default_tax_rates'),
    description: params.description ?? null,
    due_date: dueDateOf(params, collection_method, work.now),
    metadata: metadataFrom(params.metadata),
    on_behalf_of: params.on_behalf_of ?? null,
    payment_settings: paymentSettings(params.payment_settings),
    ...(params.footer !== undefined && { footer: params.footer }),
    ...(params.rendering && given('invoice', { rendering: params.rendering })),
    ...(params.custom_fields !== undefined && { custom_fields: params.custom_fields || null }),
    ...(params.number !== undefined && { number: params.number }),
    ...(params.automatically_finalizes_at !== undefined && {
      automatically_finalizes_at: params.automatically_finalizes_at,
    }),
    ...(params.subscription !== undefined && { parent: parentOf(params.subscription, work) }),
  }
}

function dueDateOf(params: CreateParams, method: string, now: number): number | null {
  if (method !== 'send_invoice') return null
  const { due_date, days_until_due } = params
  if (due_date === undefined && days_until_due === undefined) throw dueDateRequired()
  return due_date ?? now + (days_until_due ?? 0) * DAY_SECONDS
}

function parentOf(subscription: string, work: UnitOfWork): Stripe.Invoice.Parent {
  const { metadata } = work.get('subscription', subscription, 'subscription')
  return {
    quote_details: null,
    subscription_details: { metadata, subscription },
    type: 'subscription_details',
  }
}

function accountCurrency(work: UnitOfWork): string {
  return work.find('account', work.caller.account)?.default_currency ?? 'usd'
}
