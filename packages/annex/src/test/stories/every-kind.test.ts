/** Every kind that can be mirrored, read from the platform over HTTP: none is refused, none comes short. */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { startPlatformServer } from '../../cli/platform-server.js'
import { createLog } from '../../core/log.js'
import { outsideWith } from '../../core/outside.js'
import { systemTimers } from '../../core/timers.js'
import { openDatabase } from '../../extension/store/open.js'
import { choose } from '../../extension/mirror/choice.js'
import { openShop } from '../worlds/shop.js'
import { syncWorld } from '../worlds/sync.js'

async function startShop(test: TestContext) {
  const keys = (name: string) => ({
    test: { secret: `sk_test_${name}`, publishable: `pk_test_${name}` },
  })
  const platform = await startPlatformServer({
    ...{ host: '127.0.0.1', port: 0, data: ':memory:', production: false },
    ...{ outside: outsideWith(), log: createLog('silent', 'platform') },
    seed: async () => ({ accounts: [{ id: 'acct_1', email: 'owner@one.test', keys: keys('1') }] }),
  })
  test.after(() => platform.close())
  const { hostname, port, origin } = new URL(platform.serving.url)
  return { origin, stripe: new Stripe('sk_test_1', { host: hostname, port, protocol: 'http' }) }
}

/** One object at least of each kind that can simply be made. */
async function stock(stripe: Stripe, signal: AbortSignal): Promise<void> {
  const customer = (await stripe.customers.create({ name: 'Ada' })).id
  const coupon = (await stripe.coupons.create({ percent_off: 10, duration: 'once' })).id
  const recurring = { interval: 'month' as const }
  const product_data = { name: 'Tea' }
  const price = await stripe.prices.create({
    ...{ currency: 'usd', unit_amount: 900, recurring, product_data },
  })
  const items = [{ price: price.id, quantity: 1 }]
  await stripe.customers.createTaxId(customer, { type: 'eu_vat', value: 'DE123456789' })
  await stripe.customers.createBalanceTransaction(customer, { amount: -500, currency: 'usd' })
  await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon } })
  await stripe.paymentLinks.create({ line_items: items })
  await stripe.checkout.sessions.create({
    ...{ mode: 'subscription', line_items: items, success_url: 'http://shop.test/done' },
  })
  await stripe.subscriptions.create({
    ...{ customer, items, collection_method: 'send_invoice', days_until_due: 5 },
  })
  await stripe.quotes.create({ customer, line_items: items })
  await stripe.invoiceItems.create({ customer, amount: 100, currency: 'usd' })
  await stripe.taxRates.create({ display_name: 'VAT', percentage: 7, inclusive: true })
  await stripe.shippingRates.create({
    ...{ display_name: 'Post', type: 'fixed_amount' },
    fixed_amount: { amount: 5, currency: 'usd' },
  })
  await stripe.billing.meters.create({
    ...{ display_name: 'Cups', event_name: 'cups', default_aggregation: { formula: 'sum' } },
  })
  await stripe.billing.creditGrants.create({
    ...{ customer, category: 'paid' },
    amount: { type: 'monetary', monetary: { value: 100, currency: 'usd' } },
    applicability_config: { scope: { price_type: 'metered' } },
  })
  await stripe.entitlements.features.create({ name: 'Refills', lookup_key: 'refills' })
  await stripe.setupIntents.create({})
  await stripe.topups.create({ amount: 500, currency: 'usd', description: 'Float' })
  await stripe.testHelpers.customers.fundCashBalance(customer, { amount: 50, currency: 'usd' })
  // What was topped up arrives seconds later.
  while ((await stripe.balanceTransactions.list({ limit: 1 })).data.length === 0) {
    signal.throwIfAborted()
    await systemTimers.sleep(50)
  }
}

const STOCKED = [
  ...['accounts', 'customers', 'products', 'prices', 'plans', 'coupons', 'promotion_codes'],
  ...['subscriptions', 'subscription_items', 'invoices', 'invoice_line_items', 'invoiceitems'],
  ...['quotes', 'tax_rates', 'shipping_rates', 'checkout_sessions', 'payment_links', 'topups'],
  ...['billing_meters', 'billing_credit_grants', 'billing_credit_balance_transactions'],
  ...['entitlements_features', 'setup_intents', 'balance_transactions', 'tax_ids'],
  ...['customer_balance_transactions', 'customer_cash_balance_transactions'],
]

describe('every kind of the mirror', () => {
  it('is read to its end from the platform', { timeout: 300_000 }, async (test: TestContext) => {
    const { origin, stripe } = await startShop(test)
    await stock(stripe, test.signal)
    const outside = outsideWith()
    const database = await openDatabase({ url: undefined, directory: ':memory:', outside })
    const shop = await openShop()
    const world = await syncWorld({ database, shop: { ...shop, origin }, kinds: ['all'] })
    test.after(async () => {
      await world.close()
      await shop.close()
      await database.close()
    })
    await database.transaction((tx) => world.sync.startBackfill(tx, world.key))

    const progress = async () => world.sync.progressOf(world.key)
    const isOpen = ({ state }: { state: string }) => state === 'waiting' || state === 'running'
    while ((await progress()).some(isOpen)) {
      test.signal.throwIfAborted()
      await systemTimers.sleep(50)
    }
    const read = await progress()
    const paused = read.filter(({ state }) => state !== 'done')
    assert.deepEqual(paused, [])
    assert.equal(read.length, choose(['all']).kinds.length)
    const counts = read.flatMap(({ kind, objects, inside }) => [{ kind, objects }, ...inside])
    const filled = counts.filter(({ objects }) => objects > 0).map(({ kind }) => kind)
    assert.deepEqual(
      STOCKED.filter((kind) => !filled.includes(kind)),
      [],
    )
  })
})
