import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { isKind } from '../../catalogue/catalogue.js'
import { shapeErrors } from '../../platform/engine/shape-errors.js'
import { startPlatform } from '../../testing.js'

/** A platform whose every answer is held against the catalogue, event by event and object by object. */
async function watchedPlatform() {
  const { platform, account, advance } = await startPlatform()
  const wrong = new Set<string>()
  const seen = new Map<string, number>()
  const check = (value: unknown, at: string): void => {
    const { object, data } = Object(value)
    if (object === 'list') return data.forEach((one: unknown) => check(one, at))
    if (!isKind(object)) return
    seen.set(object, (seen.get(object) ?? 0) + 1)
    for (const line of shapeErrors(object, value)) wrong.add(`${at}: ${line}`)
    if (object === 'event') check(data.object, `${at} ${Object(value).type}`)
  }
  const watched: typeof fetch = async (input, init) => {
    const response = await platform.fetch(input instanceof Request ? input : String(input), init)
    const text = await response.text()
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    if (response.ok)
      check(JSON.parse(text), `${init?.method} ${pathname.replace(/_\w{14,}/g, '_…')}`)
    return new Response(text, response)
  }
  const httpClient = Stripe.createFetchHttpClient(watched)
  const stripe = new Stripe(account.keys.test.secret, { httpClient, maxNetworkRetries: 0 })
  return { stripe, advance, wrong, seen, account, close: () => platform.close() }
}

const NOW = {
  confirm: true,
  currency: 'usd',
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
} as const

describe('every answer', async () => {
  const { stripe, advance, wrong, seen, account, close } = await watchedPlatform()
  after(close)
  const pay = (params: Partial<Stripe.PaymentIntentCreateParams>) =>
    stripe.paymentIntents.create({ amount: 2000, ...NOW, ...params })

  it('has the shape that the official package gives its kind', async () => {
    const address = { line1: '1 Quay', city: 'Harbour', country: 'US' }
    const customer = await stripe.customers.create({
      ...{ email: 'ada@harbour.test', name: 'Ada', address },
      shipping: { name: 'Ada', address },
      expand: ['sources', 'subscriptions', 'tax_ids'],
    })
    await stripe.customers.update(customer.id, { phone: '', metadata: { table: '4' } })
    const product = await stripe.products.create({
      name: 'Coffee',
      default_price_data: { currency: 'usd', unit_amount: 450 },
      expand: ['default_price'],
    })
    await stripe.prices.create({
      ...{ product: product.id, currency: 'eur', unit_amount: 450 },
      recurring: { interval: 'month' },
    })
    await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
    const paid = await pay({
      ...{ payment_method: 'pm_card_visa', customer: customer.id },
      expand: ['latest_charge.balance_transaction', 'customer', 'payment_method'],
    })
    await stripe.refunds.create({ payment_intent: paid.id, amount: 500, expand: ['charge'] })
    const held = await pay({ payment_method: 'pm_card_visa', capture_method: 'manual' })
    await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1500 })
    await pay({ payment_method: 'pm_card_createDispute' })
    await pay({ payment_method: 'pm_card_authenticationRequired' })
    await assert.rejects(pay({ payment_method: 'pm_card_chargeDeclined' }), { statusCode: 402 })
    const open = await stripe.paymentIntents.create({ amount: 100, currency: 'usd' })
    await stripe.paymentIntents.cancel(open.id)
    await stripe.webhookEndpoints.create({ url: 'https://a.test/', enabled_events: ['*'] })
    advance(10 * 24 * 3600)

    await stripe.customers.list({ expand: ['data.default_source'] })
    await stripe.charges.list({
      expand: ['data.refunds', 'data.balance_transaction', 'data.customer'],
    })
    await stripe.paymentMethods.list({ customer: customer.id })
    for (const lists of [
      stripe.products,
      stripe.prices,
      stripe.paymentIntents,
      stripe.refunds,
      stripe.disputes,
      stripe.balanceTransactions,
      stripe.webhookEndpoints,
      stripe.events,
    ]) {
      await lists.list({ limit: 100 })
    }
    await stripe.balance.retrieve()
    await stripe.accounts.retrieve(account.account.id)
    await stripe.customers.del(customer.id)

    assert.deepEqual([...wrong], [])
    const kinds =
      'account balance balance_transaction charge customer dispute event payment_intent payment_method price product refund webhook_endpoint'
    for (const kind of kinds.split(' ')) assert.ok(seen.has(kind), `never saw a ${kind}`)
  })
})
