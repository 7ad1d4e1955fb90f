/** What operations need that their schemas leave optional, because one of several would do. */
import type { Stripe } from 'stripe'
import { APPS_NEEDED, APPS_PREPARED } from './recipes-of-apps.js'
import { CASH_NEEDED, CASH_PREPARED } from './recipes-of-cash.js'
import { CHECKOUT_NEEDED, CHECKOUT_PREPARED } from './recipes-of-checkout.js'
import { ISSUING_NEEDED, ISSUING_PREPARED } from './recipes-of-issuing.js'
import { QUOTES_PREPARED } from './recipes-of-quotes.js'
import { READERS_NEEDED, READERS_PREPARED } from './recipes-of-readers.js'
import { RECORDS_NEEDED, RECORDS_PREPARED } from './recipes-of-records.js'
import { SCHEDULES_NEEDED, SCHEDULES_PREPARED } from './recipes-of-schedules.js'
import { TAX_NEEDED, TAX_PREPARED } from './recipes-of-tax.js'
import { TREASURY_NEEDED, TREASURY_PREPARED } from './recipes-of-treasury.js'
import { USAGE_NEEDED, USAGE_PREPARED, usageHappenings } from './recipes-of-usage.js'

type Ids = (kind: string) => Promise<string>
export type Given = Record<string, unknown>
type Recipe = (idOf: Ids) => Given | Promise<Given>

const SOME_OF_ALL = () => ({ query: 'created>0' })

/** By `POST /v1/refunds`. */
export const ALSO_NEEDED: Readonly<Record<string, Recipe>> = {
  ...APPS_NEEDED,
  ...CASH_NEEDED,
  ...CHECKOUT_NEEDED,
  ...ISSUING_NEEDED,
  ...READERS_NEEDED,
  ...RECORDS_NEEDED,
  ...SCHEDULES_NEEDED,
  ...TAX_NEEDED,
  ...TREASURY_NEEDED,
  ...USAGE_NEEDED,
  'GET /v1/charges/search': SOME_OF_ALL,
  'GET /v1/customers/search': SOME_OF_ALL,
  'GET /v1/invoices/search': SOME_OF_ALL,
  'GET /v1/payment_intents/search': SOME_OF_ALL,
  'GET /v1/prices/search': () => ({ query: 'active:"true"' }),
  'GET /v1/products/search': () => ({ query: 'active:"true"' }),
  'GET /v1/subscriptions/search': SOME_OF_ALL,
  'POST /v1/account_links': async (idOf) => ({
    ...{ account: await idOf('account'), type: 'account_onboarding' },
    ...{ refresh_url: 'https://harbour.test/', return_url: 'https://harbour.test/' },
  }),
  'POST /v1/account_sessions': async (idOf) => ({ account: await idOf('account') }),
  'POST /v1/accounts': () => ({ type: 'express', country: 'US' }),
  'POST /v1/accounts/{account}/external_accounts': () => ({
    external_account: 'btok_us_verified',
  }),
  'POST /v1/application_fees/{id}/refunds': () => ({ amount: 1 }),
  'POST /v1/billing_portal/configurations': () => ({
    features: { invoice_history: { enabled: true } },
  }),
  'POST /v1/billing_portal/sessions': async (idOf) => ({ customer: await idOf('customer') }),
  'POST /v1/charges': () => ({ amount: 2000, currency: 'usd', source: 'tok_visa' }),
  'POST /v1/coupons': () => ({ percent_off: 10 }),
  'GET /v1/credit_notes/preview': credit,
  'GET /v1/credit_notes/preview/lines': credit,
  'POST /v1/credit_notes': credit,
  'POST /v1/customers/{customer}/sources/{id}/verify': () => ({ amounts: [32, 45] }),
  'POST /v1/customer_sessions': async (idOf) => ({ customer: await idOf('customer') }),
  'POST /v1/ephemeral_keys': async (idOf) => ({ customer: await idOf('customer') }),
  'POST /v1/identity/verification_sessions': () => ({ type: 'document' }),
  'POST /v1/invoiceitems': async (idOf) => ({
    ...{ customer: await idOf('customer'), amount: 1000, currency: 'usd' },
  }),
  'POST /v1/invoices/{id}/remove_lines': () => ({
    lines: [{ id: removable.line, behavior: 'delete' }],
  }),
  'POST /v1/invoices/{id}/update_lines': async (idOf) => ({
    lines: [{ id: await idOf('line to update'), amount: 900 }],
  }),
  'POST /v1/invoices/create_preview': async (idOf) => ({ customer: await idOf('customer') }),
  'POST /v1/invoices': async (idOf) => ({ customer: await idOf('customer') }),
  'POST /v1/payment_intents/{intent}/confirm': () => ({
    ...{ payment_method: 'pm_card_visa', return_url: 'https://harbour.test/' },
  }),
  'POST /v1/payment_methods': () => ({ type: 'card', card: { token: 'tok_visa' } }),
  'POST /v1/payment_methods/{payment_method}/attach': async (idOf) => ({
    customer: await idOf('customer'),
  }),
  'POST /v1/payouts': () => ({ amount: 100, currency: 'usd' }),
  'POST /v1/plans': async (idOf) => ({ product: await idOf('product'), amount: 1000 }),
  'POST /v1/prices': async (idOf) => ({ product: await idOf('product'), unit_amount: 1000 }),
  'POST /v1/promotion_codes': async (idOf) => ({
    promotion: { type: 'coupon', coupon: await idOf('coupon') },
  }),
  'POST /v1/reporting/report_runs': () => ({
    report_type: 'balance.summary.1',
    parameters: { interval_start: 1_700_000_000, interval_end: 1_700_086_400 },
  }),
  'POST /v1/refunds': async (idOf) => ({ charge: await idOf('charge'), amount: 10 }),
  'POST /v1/setup_intents/{intent}/confirm': () => ({
    ...{ payment_method: 'pm_card_visa', return_url: 'https://harbour.test/' },
  }),
  'POST /v1/customers/{id}/sources': () => ({ source: 'tok_visa' }),
  'POST /v1/sources': () => ({ type: 'card', token: 'tok_visa' }),
  'POST /v1/subscription_items': async (idOf) => ({
    ...{ subscription: await idOf('subscription'), price_data: await monthly(idOf) },
  }),
  'POST /v1/subscriptions': async (idOf) => ({
    ...{ customer: await idOf('customer'), items: [{ price_data: await monthly(idOf) }] },
    payment_behavior: 'default_incomplete',
  }),
  'POST /v1/test_helpers/confirmation_tokens': () => ({ payment_method: 'pm_card_visa' }),
  'POST /v1/three_d_secure/authentications': () => ({ payment_method: 'pm_card_visa' }),
  'POST /v1/tokens': () => ({
    card: { number: '4242424242424242', exp_month: 12, exp_year: 2030, cvc: '123' },
  }),
  'POST /v1/transfers': async (idOf) => ({ amount: 100, destination: await idOf('destination') }),
  'POST /v1/transfers/{id}/reversals': () => ({ amount: 1 }),
  'POST /v1/webhook_endpoints': () => ({
    // Refuses at once, so that closing waits for nobody.
    ...{ url: 'http://127.0.0.1:9/hooks', enabled_events: ['*'] },
  }),
}

/** A line of the invoice that was prepared last: the path and the parameters have to fit. */
const removable = { line: '' }

async function credit(idOf: Ids): Promise<Given> {
  return { invoice: await idOf('open invoice'), amount: 10 }
}

async function monthly(idOf: Ids): Promise<Given> {
  const recurring = { interval: 'month' }
  return { currency: 'usd', unit_amount: 1000, product: await idOf('product'), recurring }
}

type Advance = (seconds: number) => void
type Preparation = (stripe: Stripe, advance: Advance) => Promise<readonly string[]>

const PAID = { amount: 2000, currency: 'usd', confirm: true, return_url: 'https://harbour.test/' }

async function attached(stripe: Stripe): Promise<readonly [string, string]> {
  const customer = await stripe.customers.create()
  const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
  return [customer.id, method.id]
}

async function draftInvoice(stripe: Stripe): Promise<string> {
  const [customer, method] = await attached(stripe)
  await stripe.customers.update(customer, { invoice_settings: { default_payment_method: method } })
  const invoice = await stripe.invoices.create({ customer })
  await stripe.invoiceItems.create({
    ...{ customer, invoice: invoice.id, amount: 1000, currency: 'usd' },
  })
  return invoice.id
}

async function openInvoice(stripe: Stripe): Promise<readonly [string]> {
  const { id } = await stripe.invoices.finalizeInvoice(await draftInvoice(stripe))
  return [id]
}

async function activeSubscription(stripe: Stripe): Promise<readonly [string]> {
  const [customer, default_payment_method] = await attached(stripe)
  const product = await stripe.products.create({ name: 'Coffee club' })
  const price = await stripe.prices.create({
    ...{ product: product.id, currency: 'usd', unit_amount: 1000 },
    recurring: { interval: 'month' },
  })
  const items = [{ price: price.id }]
  return [(await stripe.subscriptions.create({ customer, default_payment_method, items })).id]
}

async function newAccount(stripe: Stripe): Promise<readonly [string]> {
  return [(await stripe.accounts.create({ type: 'custom', country: 'US' })).id]
}

/** Objects in the state that a verb needs: the ids of its path. */
export const PREPARED: Readonly<Record<string, Preparation>> = {
  ...APPS_PREPARED,
  ...CASH_PREPARED,
  ...CHECKOUT_PREPARED,
  ...ISSUING_PREPARED,
  ...QUOTES_PREPARED,
  ...READERS_PREPARED,
  ...RECORDS_PREPARED,
  ...SCHEDULES_PREPARED,
  ...TAX_PREPARED,
  ...TREASURY_PREPARED,
  ...USAGE_PREPARED,
  'DELETE /v1/accounts/{account}': newAccount,
  'DELETE /v1/customers/{id}/discount': async (stripe) => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 10 })
    // The newest version only takes it away.
    const params = { coupon } as Stripe.CustomerCreateParams
    return [(await stripe.customers.create(params, { apiVersion: '2024-04-10' })).id]
  },
  'DELETE /v1/products/{id}': async (stripe) => [
    (await stripe.products.create({ name: 'Tea' })).id,
  ],
  'GET /v1/customers/{customer}/payment_methods/{payment_method}': attached,
  'DELETE /v1/subscriptions/{id}': activeSubscription,
  'DELETE /v1/subscriptions/{id}/discount': async (stripe) => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 10 })
    const [id] = await activeSubscription(stripe)
    return [(await stripe.subscriptions.update(id, { discounts: [{ coupon }] })).id]
  },
  'POST /v1/accounts/{account}/reject': newAccount,
  'POST /v1/accounts/{id}/unreject': async (stripe) => {
    const [id] = await newAccount(stripe)
    await stripe.accounts.reject(id, { reason: 'other' })
    return [id]
  },
  'POST /v1/charges/{id}/capture': async (stripe) => [
    (
      await stripe.charges.create({
        ...{ amount: 2000, currency: 'usd', source: 'tok_visa', capture: false },
      })
    ).id,
  ],
  'POST /v1/customers/{customer}/sources/{id}/verify': async (stripe) => {
    const { id } = await stripe.customers.create()
    return [id, (await stripe.customers.createSource(id, { source: 'btok_us' })).id]
  },
  'POST /v1/invoices/{invoice}/finalize': async (stripe) => [await draftInvoice(stripe)],
  'POST /v1/invoices/{invoice}/mark_uncollectible': openInvoice,
  'POST /v1/invoices/{invoice}/pay': openInvoice,
  'POST /v1/invoices/{id}/remove_lines': async (stripe) => {
    const id = await draftInvoice(stripe)
    removable.line = (await stripe.invoices.listLineItems(id)).data[0]?.id ?? ''
    return [id]
  },
  'POST /v1/invoices/{invoice}/send': openInvoice,
  'POST /v1/invoices/{invoice}/void': openInvoice,
  'POST /v1/payment_intents/{intent}/capture': async (stripe) => [
    (
      await stripe.paymentIntents.create({
        ...{ ...PAID, payment_method: 'pm_card_visa', capture_method: 'manual' },
      })
    ).id,
  ],
  'POST /v1/payment_methods/{payment_method}/detach': async (stripe) => [
    (await attached(stripe))[1],
  ],
  'POST /v1/test_helpers/test_clocks/{test_clock}/advance': async (stripe) => [
    (await stripe.testHelpers.testClocks.create({ frozen_time: 1_790_000_000 })).id,
  ],
  'POST /v1/subscriptions/{id}/pause': activeSubscription,
  'POST /v1/subscriptions/{subscription}/resume': async (stripe) => {
    const [id] = await activeSubscription(stripe)
    await stripe.subscriptions.pause(id, { type: 'subscription' })
    return [id]
  },
  'POST /v1/payouts/{payout}/reverse': async (stripe, advance) => {
    const { id } = await stripe.payouts.create({ amount: 100, currency: 'usd' })
    advance(10 * 24 * 3600)
    return [id]
  },
}

interface Happening {
  readonly stripe: Stripe
  readonly advance: Advance
  /** An account that is connected to the one that asks. */
  readonly destination: string
}

/** What only comes into being when something else happens. */
export async function happenings({ stripe, advance, destination }: Happening) {
  const pay = (payment_method: string, amount = PAID.amount) =>
    stripe.paymentIntents.create({ ...PAID, amount, payment_method })
  await pay('pm_card_visa')
  // Enough to pay out after a dispute has taken its part.
  await pay('pm_card_bypassPending', 500_000)
  await pay('pm_card_createDispute')
  await pay('pm_card_createIssuerFraudRecord').catch(() => undefined)
  await stripe.paymentIntents.create({
    ...{ ...PAID, payment_method: 'pm_card_visa' },
    ...{ application_fee_amount: 100, transfer_data: { destination } },
  })
  await usageHappenings(stripe)
  const [openId] = await openInvoice(stripe)
  const note = await stripe.creditNotes.create({ invoice: openId, amount: 10 })
  const draft = await draftInvoice(stripe)
  await stripe.invoices.addLines(draft, { lines: [{ amount: 500, description: 'Filters' }] })
  const lines = (await stripe.invoices.listLineItems(draft)).data
  advance(60)
  const first = async (list: Stripe.ApiListPromise<{ id: string }>) => (await list).data[0]?.id
  const account = await stripe.accounts.create({ type: 'express', country: 'US' })
  return {
    account: account.id,
    destination,
    application_fee: await first(stripe.applicationFees.list()),
    balance_transaction: await first(stripe.balanceTransactions.list()),
    credit_note: note.id,
    invoice: draft,
    'line to update': lines[0]?.id,
    'open invoice': openId,
    dispute: await first(stripe.disputes.list()),
    event: await first(stripe.events.list()),
    'radar.early_fraud_warning': await first(stripe.radar.earlyFraudWarnings.list()),
  }
}
