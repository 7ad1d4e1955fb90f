/** From parameters to an invoice item: an amount, or a price times a quantity. */
import type Stripe from 'stripe'
import { metadataAfter } from '../../engine/metadata-after.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { decimal, fraction, rounded, times } from '../billing/fraction.js'
import { amountOf } from '../billing/price-amounts.js'
import { customerOf } from '../customer/of.js'
import { redeemAll } from '../discount/redeem.js'
import { draftNamed } from '../invoice/draft.js'
import { priceGiven, pricingIn, type PriceGiven } from '../price/given.js'
import { idOf, idOrNull } from '../reference.js'
import { ratesAgreed, ratesGiven } from '../tax-rate/given.js'
import { newInvoiceItem, pricingOf } from './new-invoice-item.js'
import { currencyRequired, notSoldIn, otherCurrency, otherCustomer } from './refusals.js'

type InvoiceItem = Stripe.InvoiceItem
type CreateParams = Stripe.InvoiceItemCreateParams & Pick<PriceGiven, 'agreed'>
type UpdateParams = Stripe.InvoiceItemUpdateParams

export function itemGiven(params: CreateParams, work: UnitOfWork): InvoiceItem {
  const invoice = params.invoice ? draftNamed(params.invoice, work) : undefined
  const customer = customerOf(params.customer ?? idOf(invoice?.customer ?? ''), work)
  if (invoice && idOf(invoice.customer ?? '') !== customer.id) throw otherCustomer('customer')
  const money = params.currency ?? invoice?.currency
  const wanted = { ...params, ...(money !== undefined && { currency: money }) }
  const priced = pricedFrom(wanted, customer.currency ?? null, work)
  if (invoice && invoice.currency !== priced.currency) throw otherCurrency(invoice, 'currency')
  const product = priced.price && work.find('product', idOf(priced.price.product))
  const item = newInvoiceItem(
    {
      customer,
      ...{ amount: priced.amount, currency: priced.currency, quantity: priced.quantity },
      description: params.description ?? product?.name ?? null,
      period: params.period ?? { start: work.now, end: work.now },
      pricing: priced.pricing,
      more: {
        discountable: params.discountable ?? true,
        invoice: invoice?.id ?? null,
        parent: parentOf(params.subscription),
        tax_rates: params.agreed
          ? ratesAgreed(params.tax_rates || [], work)
          : ratesGiven(params.tax_rates, work),
      },
    },
    work,
  )
  const on = { invoice_item: item.id }
  const { currency, amount } = item
  const subscription =
    params.subscription ?? idOrNull(invoice?.parent?.subscription_details?.subscription)
  const under = { invoice: invoice?.id ?? null, subscription }
  const redemption = { customer: customer.id, currency, amount, on, under }
  return { ...item, discounts: redeemAll(params.discounts, redemption, work) }
}

function parentOf(subscription: string | undefined): Stripe.InvoiceItem.Parent | null {
  if (subscription === undefined) return null
  return { subscription_details: { subscription }, type: 'subscription_details' }
}

interface Priced {
  readonly amount: number
  readonly currency: string
  readonly quantity: number
  readonly pricing: Stripe.InvoiceItem.Pricing
  readonly price?: Stripe.Price
}

function pricedFrom(params: CreateParams, usual: string | null, work: UnitOfWork): Priced {
  const { amount, pricing, price_data, unit_amount_decimal, quantity = 1 } = params
  if (pricing?.price ?? price_data) {
    const given = {
      ...(pricing?.price && { price: pricing.price }),
      ...(price_data && { price_data }),
      ...(params.agreed && { agreed: true }),
    }
    return ofPrice(priceGiven(given, work, 'pricing'), params.currency, quantity)
  }
  const currency = params.currency ?? usual
  if (currency === null) throw currencyRequired()
  if (unit_amount_decimal === undefined)
    return { ...alone(String(amount ?? 0)), amount: amount ?? 0, currency, quantity }
  const unit = String(unit_amount_decimal)
  const whole = rounded(times(decimal(unit), fraction(quantity)))
  return { ...alone(unit), amount: whole, currency, quantity }
}

function alone(unit: string) {
  const pricing: Stripe.InvoiceItem.Pricing = {
    type: 'price_details',
    unit_amount_decimal: unit as unknown as Stripe.Decimal,
  }
  return { pricing }
}

function ofPrice(price: Stripe.Price, currency: string | undefined, quantity: number): Priced {
  const sold = pricingIn(price, currency ?? price.currency)
  if (!sold) throw notSoldIn(price.id, currency ?? '')
  const unit = sold.unit_amount_decimal
  return {
    amount: amountOf(sold, quantity),
    currency: sold.currency,
    quantity,
    pricing: pricingOf(price, unit === null ? null : String(unit)),
    price,
  }
}

/** What an update changes; amounts only where they are named anew. */
export function changesOf(
  params: UpdateParams,
  before: InvoiceItem,
  work: UnitOfWork,
): Partial<InvoiceItem> {
  const { discounts, tax_rates } = params
  const redemption = {
    ...{ customer: idOf(before.customer), currency: before.currency, amount: before.amount },
    on: { invoice_item: before.id },
    under: {
      invoice: idOrNull(before.invoice),
      subscription: idOrNull(before.parent?.subscription_details?.subscription),
    },
  }
  const known = (before.discounts ?? []).map(idOf)
  return {
    ...wordsAfter(params, before),
    ...amountsAfter(params, before, work),
    ...(discounts !== undefined && { discounts: redeemAll(discounts, redemption, work, known) }),
    ...(tax_rates !== undefined && { tax_rates: ratesGiven(tax_rates, work) }),
  }
}

function wordsAfter(params: UpdateParams, before: InvoiceItem): Partial<InvoiceItem> {
  const { description, discountable, metadata, period } = params
  return {
    ...(description !== undefined && { description }),
    ...(discountable !== undefined && { discountable }),
    ...(metadata !== undefined && { metadata: metadataAfter(before.metadata, metadata) }),
    ...(period !== undefined && { period }),
  }
}

function amountsAfter(params: UpdateParams, before: InvoiceItem, work: UnitOfWork) {
  const { amount, pricing, price_data, quantity, unit_amount_decimal } = params
  const named = [amount, pricing, price_data, quantity, unit_amount_decimal]
  if (named.every((one) => one === undefined)) return {}
  const restated = {
    ...(amount !== undefined && { amount }),
    ...(pricing && { pricing }),
    ...(price_data && { price_data }),
    ...(unit_amount_decimal && { unit_amount_decimal }),
  }
  const said = Object.keys(restated).length > 0 ? restated : saidBefore(before)
  const again = { currency: before.currency, quantity: quantity ?? before.quantity, ...said }
  const priced = pricedFrom(again, before.currency, work)
  return {
    amount: priced.amount,
    net_amount: priced.amount,
    pricing: priced.pricing,
    quantity: priced.quantity,
    quantity_decimal: String(priced.quantity) as unknown as Stripe.Decimal,
  }
}

/** The price or unit amount that a new quantity is to be multiplied with. */
function saidBefore({ pricing }: InvoiceItem): CreateParams {
  const price = pricing?.price_details?.price
  if (price !== undefined) return { pricing: { price: idOf(price) } }
  const unit = pricing?.unit_amount_decimal
  return unit ? { unit_amount_decimal: unit } : {}
}
