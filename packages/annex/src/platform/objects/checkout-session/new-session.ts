/** A session as it is created: what it sells, what that comes to, and where its page is. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { notSoldIn } from '../subscription/refusals.js'
import { checkedTotals, subtotalOf, type Basis } from './amounts.js'
import { discountsGiven } from './discounts.js'
import { customText } from './custom-text.js'
import type { Aside, CreateParams, Line, Session, Terms } from './kept.js'
import { linesGiven, refuseQuantities } from './lines.js'
import { ratesGiven } from '../tax-rate/given.js'
import { asLines, optionalGiven } from './optional.js'
import { checkMethods } from './page-methods.js'
import { recoveryAsked } from './recovery.js'
import { savedOptions } from './saved.js'
import { checkSharing } from './sharing.js'
import { shippingCost, shippingGiven } from './shipping.js'
import { nothingRecurring, recurringInPaymentMode } from './refusals.js'
import { pricingIn } from '../price/given.js'

export function defaults(params: CreateParams, work: UnitOfWork): Partial<Session> {
  const { line_items: given = [] } = params
  const lines = linesGiven(given, work)
  refuseQuantities(given, lines, work)
  return fieldsOf(params, { lines }, work)
}

/** @param lines instead of what `line_items` says */
export function fieldsOf(
  params: CreateParams,
  { lines, ...more }: Pick<Aside, 'lines' | 'confirmation'>,
  work: UnitOfWork,
): Partial<Session> {
  const id = work.newId('checkout.session')
  const mode = params.mode ?? 'payment'
  const currency = currencyOf(params, lines, work)
  checkLines(lines, { mode, currency }, work)
  const optional_items = optionsOffered(params.optional_items, { mode, currency }, work)
  ratesGiven(
    params.subscription_data?.default_tax_rates,
    work,
    'subscription_data[default_tax_rates]',
  )
  const { allowed_payment_method_types: types } = params
  if (types) checkMethods(types, { currency, param: 'allowed_payment_method_types' })
  const { application } = work.caller
  const kept = { lines, terms: termsOf(params), intent: null, application, ...more }
  work.setAside<Aside>(id, kept)
  const purchase = {
    currency: currency ?? '',
    amount: subtotalOf({ currency, discounts: [], kept }, work),
  }
  const discounts = discountsGiven(params, purchase, work)
  const shipping_options = shippingGiven(params.shipping_options, currency, work)
  const shipping_cost = shippingCost({ shipping_options })
  const sold: Basis = { currency, discounts, kept, shipping_cost }
  const sums = mode === 'setup' ? NOTHING_SOLD : checkedTotals(sold, work)
  checkSharing(kept.terms, sums.amount_total, work)
  return {
    id,
    ...blanks(params),
    currency,
    customer_details: detailsGiven(params, work),
    discounts,
    expires_at: params.expires_at ?? work.now + DAY_SECONDS,
    after_expiration: recoveryAsked(params),
    invoice_creation: invoiceCreation(params),
    optional_items,
    payment_method_collection: collectionOf(params),
    payment_method_types: params.allowed_payment_method_types ?? ['card'],
    payment_status: mode === 'setup' ? 'no_payment_required' : 'unpaid',
    saved_payment_method_options: savedOptions(params),
    shipping_cost,
    shipping_options,
    status: 'open',
    ui_mode: 'hosted_page',
    url: `${work.baseUrl}/c/pay/${id}`,
    ...sums,
  }
}

const NOTHING_SOLD = { amount_subtotal: null, amount_total: null, total_details: null }

function currencyOf(
  params: CreateParams,
  [first]: readonly Line[],
  work: UnitOfWork,
): string | null {
  return params.currency ?? (first ? work.get('price', first.price).currency : null)
}

interface How {
  readonly mode: string
  readonly currency: string | null
}

export function checkLines(
  lines: readonly Line[],
  { mode, currency }: How,
  work: UnitOfWork,
): void {
  const prices = checkSold(lines, { mode, currency }, work)
  if (mode === 'subscription' && !prices.some((price) => price.recurring)) throw nothingRecurring()
}

/** What may be added must fit what is sold. */
export function optionsOffered(
  given: CreateParams['optional_items'],
  how: How,
  work: UnitOfWork,
): Session['optional_items'] {
  const options = optionalGiven(given, work)
  checkSold(asLines(options ?? []), how, work, 'optional_items')
  return options
}

/** @returns their prices @throws Refusal for what can't be sold together */
function checkSold(
  lines: readonly Line[],
  { mode, currency }: How,
  work: UnitOfWork,
  place = 'line_items',
): readonly Stripe.Price[] {
  const prices = lines.map((line) => work.get('price', line.price))
  for (const [index, price] of prices.entries()) {
    const param = `${place}[${index}][price]`
    if (!pricingIn(price, currency ?? '')) throw notSoldIn(price.id, currency ?? '', param)
    if (mode === 'payment' && price.recurring) throw recurringInPaymentMode(param)
  }
  return prices
}

function termsOf(params: CreateParams): Terms {
  const { customer_update, payment_intent_data, setup_intent_data, subscription_data } = params
  return {
    ...(customer_update && { customer_update }),
    ...(payment_intent_data && { payment_intent_data }),
    ...(setup_intent_data && { setup_intent_data }),
    ...(subscription_data && { subscription_data }),
  }
}

/** What is known of the payer before they come. */
function detailsGiven(
  { customer, customer_email }: CreateParams,
  work: UnitOfWork,
): Session['customer_details'] {
  const known = customer ? work.get('customer', customer, 'customer') : undefined
  const email = known?.email ?? customer_email ?? null
  if (email === null) return null
  return {
    ...{ address: null, business_name: null, email, individual_name: null },
    ...{ name: null, phone: null, tax_exempt: known?.tax_exempt ?? 'none', tax_ids: null },
  }
}

function collectionOf({ mode, payment_method_collection }: CreateParams) {
  return mode === 'subscription' ? (payment_method_collection ?? 'always') : 'if_required'
}

function invoiceCreation({ mode, invoice_creation: given }: CreateParams) {
  if (mode !== 'payment') return null
  const { account_tax_ids, custom_fields, description, footer, metadata } =
    given?.invoice_data ?? {}
  return {
    enabled: given?.enabled ?? false,
    invoice_data: {
      account_tax_ids: account_tax_ids || null,
      custom_fields: custom_fields || null,
      description: description ?? null,
      footer: footer ?? null,
      issuer: null,
      metadata: metadata ?? null,
      rendering_options: null,
    },
  } as Stripe.Checkout.Session.InvoiceCreation
}

/** Words where the catalogue's blank has none. */
function blanks(params: CreateParams): Partial<Session> {
  const taxed = params.automatic_tax?.enabled === true
  const creates = params.mode === 'subscription' ? 'always' : 'if_required'
  return {
    adaptive_pricing: { enabled: false },
    automatic_tax: {
      enabled: taxed,
      liability: taxed ? { type: 'self' } : null,
      provider: taxed ? 'stripe' : null,
      status: null,
    },
    billing_address_collection: params.billing_address_collection ?? null,
    custom_text: customText(params.custom_text),
    customer_creation: params.customer ? null : (params.customer_creation ?? creates),
    managed_payments: { enabled: false },
    payment_method_options: { card: cardOptions(params.payment_method_options) },
    ...namesAsked(params.name_collection),
    tax_id_collection: taxIdsAsked(params.tax_id_collection),
    phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
  }
}

export function namesAsked(given: CreateParams['name_collection']) {
  const { business, individual } = given ?? {}
  if (!business?.enabled && !individual?.enabled) return {}
  const asked = ({ optional = false }: { optional?: boolean }) => ({ enabled: true, optional })
  return {
    name_collection: {
      ...(business?.enabled && { business: asked(business) }),
      ...(individual?.enabled && { individual: asked(individual) }),
    },
  }
}

export function taxIdsAsked(given: CreateParams['tax_id_collection']) {
  return { enabled: given?.enabled ?? false, required: given?.required ?? 'never' }
}

function cardOptions(given: CreateParams['payment_method_options']) {
  const { request_three_d_secure = 'automatic', setup_future_usage } = given?.card ?? {}
  return { request_three_d_secure, ...(setup_future_usage && { setup_future_usage }) }
}
