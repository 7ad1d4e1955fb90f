import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { dashboardWorld, send, type DashboardWorld } from '../../../test/worlds/dashboard.js'
import { idOf } from '../shown.js'

const DAY = 86_400
const HOUR = 3600

/** A monthly price of a product, and somebody to subscribe. */
async function shop(test: TestContext) {
  const world = await dashboardWorld(test)
  const stripe = world.stripe('sk_test_harbour')
  const product = await stripe.products.create({
    ...{ name: 'Coffee Club' },
    default_price_data: { unit_amount: 1900, currency: 'usd', recurring: { interval: 'month' } },
  })
  const customer = await stripe.customers.create({ email: 'ada@example.com' })
  return { ...world, harbour: stripe, product, price: idOf(product.default_price) ?? '', customer }
}

async function subscribed(world: Awaited<ReturnType<typeof shop>>) {
  const { harbour, customer, price } = world
  const method = await harbour.paymentMethods.attach('pm_card_visa', { customer: customer.id })
  return harbour.subscriptions.create({
    ...{ customer: customer.id, items: [{ price }], default_payment_method: method.id },
  })
}

describe('subscriptions in the dashboard', () => {
  it('go from a product to a paid renewal by hand', async (test) => {
    const world = await dashboardWorld(test)
    const grace = await world.signIn('grace')
    assert.match((await grace.open('/subscriptions')).text, /No subscriptions yet/)
    assert.match((await grace.open('/subscriptions/new')).text, /Nothing to subscribe to yet/)
    await grace.open('/products/new')
    await grace.press('Add product', { name: 'Coffee Club', amount: '19', rhythm: 'month' })
    assert.match((await grace.open('/subscriptions/new')).text, /Nobody to subscribe yet/)
    await grace.open('/customers/new')
    await grace.press('Add customer', { email: 'ada@example.com' })

    await grace.open('/subscriptions/new')
    const created = await grace.press('Create subscription', { quantity: '2' })

    assert.match(created.text, /Coffee Club Active .*Subscription created\./)
    assert.match(created.text, /Next invoice, .* \$38\.00/)
    assert.match(created.text, /\$38\.00 USD Paid/)
    await world.platform.clock.advance(world.clock.now() + 32 * DAY)
    const renewed = await grace.open(created.url.pathname)
    assert.equal(renewed.text.match(/\$38\.00 USD Paid/g)?.length, 2)
    assert.match((await grace.open('/subscriptions?status=active')).text, /ada@example\.com Active/)
    assert.match((await grace.open('/subscriptions?status=past_due')).text, /No past due subs/)
  })

  it('end with their period unless that is taken back, or at once', async (test) => {
    const world = await shop(test)
    const { id } = await subscribed(world)
    const grace = await world.signIn('grace')
    await grace.open(`/subscriptions/${id}`)

    const ending = await grace.press('Cancel at period end')
    assert.match(ending.text, /It ends on .* There will be none\./)
    const kept = await grace.press('Don’t cancel')
    assert.match(kept.text, /It goes on\./)
    assert.equal((await world.harbour.subscriptions.retrieve(id)).cancel_at, null)
    const gone = await grace.press('Cancel now')
    assert.match(gone.text, /Canceled .*There will be none/)
    assert.match(gone.text, /Ended .*Created/)
    const again = await send(grace, `/subscriptions/${id}/cancel`, { when: 'now' })
    assert.match(again.text, /role="alert"|canceled|No such/i)
  })

  it('may begin with a trial, an invoice, or a card that declines', async (test) => {
    const world = await shop(test)
    const grace = await world.signIn('grace')
    const create = async (fields: Record<string, string>) => {
      await grace.open(`/subscriptions/new?customer=${world.customer.id}`)
      return grace.press('Create subscription', fields)
    }
    assert.match((await create({ trial_days: '14' })).text, /Trialing/)
    assert.match((await create({ payment: 'invoice' })).text, /Invoice, due in 30 days/)
    const declined = await create({ payment: 'fails' })
    assert.match(declined.text, /Created, but its first invoice isn’t paid yet\./)
    assert.match(declined.text, /Incomplete/)
  })

  it('are refused beside the field, and leave no card behind', async (test) => {
    const world = await shop(test)
    const grace = await world.signIn('grace')
    const create = async (fields: Record<string, string>) => {
      await grace.open('/subscriptions/new')
      return grace.press('Create subscription', fields)
    }
    const many = await create({ quantity: 'many', trial_days: '3' })
    assert.equal(many.status, 400)
    assert.match(many.html, /value="many"/)
    assert.match(many.text, /Write a whole number from 1 to 10,000\./)
    assert.match((await create({ trial_days: '-1' })).text, /Write whole days/)
    assert.match((await create({ customer: 'cus_none' })).text, /No such customer/)
    assert.match((await create({ price: 'price_none' })).text, /No such price/)
    assert.match((await create({ payment: 'default' })).text, /no attached payment source|default/)
    assert.equal((await create({ payment: 'gold' })).status, 400)
    const kept = await world.harbour.customers.listPaymentMethods(world.customer.id)
    assert.deepEqual(kept.data, [])
  })

  it('promise no sum for what is paid as it is used', async (test) => {
    const { harbour, customer, product, ...world } = await shop(test)
    const meter = await harbour.billing.meters.create({
      ...{ display_name: 'Cups', event_name: 'cups', default_aggregation: { formula: 'sum' } },
    })
    const priced = { product: product.id, currency: 'usd' }
    const recurring = { interval: 'month', usage_type: 'metered', meter: meter.id } as const
    const cents = await harbour.prices.create({ ...priced, unit_amount: 5, recurring })
    const fraction = await harbour.prices.create({
      ...{ ...priced, unit_amount_decimal: Stripe.Decimal.from('1050.5') },
      recurring: { interval: 'month' },
    })
    const grace = await world.signIn('grace')
    await grace.open(`/subscriptions/new?customer=${customer.id}&price=${cents.id}`)

    const page = await grace.press('Create subscription')

    assert.match(page.text, /Subscription created\./)
    assert.match(page.text, /As used \$0\.05 each \/ month/)
    assert.match((await grace.open('/subscriptions')).text, /Coffee Club Varies/)
    const prices = await grace.open(`/products/${product.id}`)
    assert.match(prices.text, /\$10\.505 each \/ month .*\$0\.05 each \/ month/)
    assert.equal(fraction.unit_amount, null)
  })

  it('looking at one is no request of anybody’s', async (test) => {
    const world = await shop(test)
    const { id } = await subscribed(world)
    const grace = await world.signIn('grace')
    await grace.open(`/subscriptions/${id}`)
    assert.doesNotMatch((await grace.open('/developers/requests')).text, /create_preview/)
  })

  it('keep what they remember when their events are gone', async (test) => {
    const world = await shop(test)
    const { id } = await subscribed(world)
    await world.harbour.subscriptions.cancel(id)
    world.platform.advanceTo(world.clock.now() + 60 * DAY)
    world.store.run('delete from events')
    const grace = await world.signIn('grace')

    const page = await grace.open(`/subscriptions/${id}`)

    assert.match(page.text, /Ended .* Created .* Events are kept for 30 days/)
  })

  it('stay out of sight of other accounts', async (test) => {
    const world = await shop(test)
    const { id } = await subscribed(world)
    const nora = await world.signIn('nora')
    assert.equal((await nora.open(`/subscriptions/${id}`)).status, 404)
    await nora.open('/subscriptions')
    assert.equal((await send(nora, `/subscriptions/${id}/cancel`, { when: 'now' })).status, 404)
    assert.equal((await world.harbour.subscriptions.retrieve(id)).status, 'active')
  })
})

describe('invoices in the dashboard', () => {
  async function drafted(world: DashboardWorld) {
    const stripe = world.stripe('sk_test_harbour')
    const customer = await stripe.customers.create({ email: 'ada@example.com' })
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
    await stripe.customers.update(customer.id, {
      invoice_settings: { default_payment_method: method.id },
    })
    const invoice = await stripe.invoices.create({ customer: customer.id })
    await stripe.invoiceItems.create({
      ...{ customer: customer.id, invoice: invoice.id, amount: 2500, currency: 'usd' },
      description: 'Roasting course',
    })
    return invoice.id
  }

  it('say what will appear, and list by status', async (test) => {
    const world = await dashboardWorld(test)
    const grace = await world.signIn('grace')
    assert.match((await grace.open('/invoices')).text, /No invoices yet/)
    await drafted(world)
    assert.match((await grace.open('/invoices')).text, /\$25\.00 USD Draft .* ada@example\.com/)
    assert.match((await grace.open('/invoices?status=paid')).text, /No paid invoices/)
    const stripe = world.stripe('sk_test_harbour')
    const [draft] = (await stripe.invoices.list({ limit: 1 })).data
    assert.ok(draft)
    await stripe.invoices.update(draft.id, {
      ...{ collection_method: 'send_invoice', days_until_due: 30 },
    })
    await stripe.invoices.finalizeInvoice(draft.id)
    const row = async () => /\$25\.00 USD.*/.exec((await grace.open('/invoices')).text)?.[0]
    assert.match(String(await row()), /Open .*ada@example\.com \w{3} \d/)
    await stripe.invoices.voidInvoice(draft.id)
    assert.match(String(await row()), /Void .*ada@example\.com (?!\w{3} \d)/)
  })

  it('are finalized, sent and charged', async (test) => {
    const world = await dashboardWorld(test)
    const id = await drafted(world)
    const grace = await world.signIn('grace')
    const draft = await grace.open(`/invoices/${id}`)
    assert.match(draft.text, /Roasting course .* Total \$25\.00/)

    const open = await grace.press('Finalize')
    assert.match(open.text, /Open .*Finalized\./)
    assert.match((await grace.press('Send')).text, /Marked as sent/)
    const paid = await grace.press('Charge customer')
    assert.match(paid.text, /\$25\.00 USD Paid/)
    assert.match(paid.text, /\$25\.00 USD Succeeded/)
    assert.match(paid.text, /Paid \$25\.00 .*Sent .*Finalized .*Drafted/)
    assert.doesNotMatch(paid.html, /name="step"/)
  })

  it('add up with taxes inside and credit notes', async (test) => {
    const world = await dashboardWorld(test)
    const id = await drafted(world)
    const stripe = world.stripe('sk_test_harbour')
    const vat = await stripe.taxRates.create({
      ...{ display_name: 'VAT', percentage: 25, inclusive: true },
    })
    await stripe.invoices.update(id, { default_tax_rates: [vat.id] })
    await stripe.invoices.finalizeInvoice(id)
    await stripe.creditNotes.create({ invoice: id, amount: 400 })
    const grace = await world.signIn('grace')

    const { text } = await grace.open(`/invoices/${id}`)

    assert.match(
      text,
      /Tax, included \$5\.00 Total \$25\.00 Credit notes -\$4\.00 Still due \$21\.00/,
    )
  })

  it('are paid elsewhere, voided or given up, and refused from the wrong status', async (test) => {
    const world = await dashboardWorld(test)
    const stripe = world.stripe('sk_test_harbour')
    const grace = await world.signIn('grace')
    const step = async (id: string, word: string) => {
      await grace.open(`/invoices/${id}`)
      return send(grace, `/invoices/${id}/step`, { step: word })
    }
    const [first, second, third] = [
      await drafted(world),
      await drafted(world),
      await drafted(world),
    ]
    for (const id of [first, second, third]) await step(id, 'finalize')
    assert.match((await step(first, 'paid_elsewhere')).text, /Paid without a payment|Paid/)
    await step(second, 'void')
    await step(third, 'uncollectible')
    const statuses = [first, second, third].map(
      async (id) => (await stripe.invoices.retrieve(id)).status,
    )
    assert.deepEqual(await Promise.all(statuses), ['paid', 'void', 'uncollectible'])
    await step(second, 'pay')
    assert.equal((await stripe.invoices.retrieve(second)).status, 'void')
    assert.equal((await step(second, 'burn')).status, 400)
    world.platform.advanceTo(world.clock.now() + HOUR)
  })
})
