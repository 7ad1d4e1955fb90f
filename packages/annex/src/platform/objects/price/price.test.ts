import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { startPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

describe('a product', () => {
  it('may bring its default price along', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)

    const product = await stripe.products.create({
      name: 'Beans',
      default_price_data: { currency: 'usd', unit_amount: 1600, recurring: { interval: 'month' } },
    })

    assert.deepEqual(eventTypes(), [
      'product.created',
      'price.created',
      'plan.created',
      'product.updated',
    ])
    const price = await stripe.prices.retrieve(idOf(product.default_price ?? ''))
    assert.deepEqual([price.product, price.unit_amount], [product.id, 1600])
  })

  it('takes an id of its own, once', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    await stripe.products.create({ id: 'beans', name: 'Beans' })

    await assert.rejects(stripe.products.create({ id: 'beans', name: 'Beans' }), {
      ...{ code: 'resource_already_exists', message: 'Product already exists.' },
    })
    const again = { currency: 'usd', unit_amount: 1, product_data: { id: 'beans', name: 'Beans' } }
    await assert.rejects(stripe.prices.create(again), { code: 'resource_already_exists' })
    await stripe.products.del('beans')
    assert.equal((await stripe.products.create({ id: 'beans', name: 'Mug' })).name, 'Mug')
    assert.deepEqual(
      (await stripe.products.list()).data.map(({ name }) => name),
      ['Mug'],
    )
  })

  it('knows when it was changed', async (t) => {
    const { stripe, advance, now, close } = await startPlatform()
    t.after(close)
    const product = await stripe.products.create({ name: 'Beans' })
    advance(100)

    const updated = await stripe.products.update(product.id, { name: 'Better beans' })

    assert.deepEqual([updated.created, updated.updated], [now() - 100, now()])
  })

  it('cannot be deleted while it has prices', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const [priced, bare] = [
      await stripe.products.create({ name: 'Beans' }),
      await stripe.products.create({ name: 'Mug' }),
    ]
    await stripe.prices.create({ product: priced.id, currency: 'usd', unit_amount: 100 })

    await assert.rejects(stripe.products.del(priced.id), /cannot be deleted/)
    assert.equal((await stripe.products.del(bare.id)).deleted, true)
    assert.equal(eventTypes().at(-1), 'product.deleted')
    await assert.rejects(stripe.products.retrieve(bare.id), { code: 'resource_missing' })
  })

  it("has no other product's price as default", async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const beans = await stripe.products.create({ name: 'Beans' })
    const mug = await stripe.products.create({ name: 'Mug' })
    const price = await stripe.prices.create({
      ...{ product: mug.id, currency: 'usd', unit_amount: 100 },
    })

    await assert.rejects(stripe.products.update(beans.id, { default_price: price.id }), {
      param: 'default_price',
    })
  })
})

describe('a price', () => {
  it('is seen as a plan by older clients when it recurs', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const product = (await stripe.products.create({ name: 'Beans' })).id
    const recurring = { interval: 'month' } as const

    const price = await stripe.prices.create({
      ...{ product, currency: 'usd', unit_amount: 1600, recurring },
    })
    await stripe.prices.update(price.id, { nickname: 'Monthly' })
    await stripe.prices.create({ product, currency: 'usd', unit_amount: 900 })

    assert.deepEqual(eventTypes().slice(1), [
      ...['price.created', 'plan.created', 'price.updated', 'plan.updated', 'price.created'],
    ])
    const plan = await stripe.plans.retrieve(price.id)
    assert.deepEqual([plan.amount, plan.interval, plan.nickname], [1600, 'month', 'Monthly'])
    assert.equal(price.recurring?.usage_type, 'licensed')
  })

  it('says its amount as a decimal too, and only so when it has fractions', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const create = (amounts: Partial<Stripe.PriceCreateParams>) =>
      stripe.prices.create({ currency: 'usd', product_data: { name: 'Beans' }, ...amounts })

    const whole = await create({ unit_amount: 1600 })
    const fraction = await create({ unit_amount_decimal: Stripe.Decimal.from('0.05') })

    assert.deepEqual([whole.unit_amount, String(whole.unit_amount_decimal)], [1600, '1600'])
    assert.deepEqual([fraction.unit_amount, String(fraction.unit_amount_decimal)], [null, '0.05'])
    assert.deepEqual([whole.type, fraction.recurring], ['one_time', null])
  })

  it('shows tiers and other currencies to those who ask', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const made = await stripe.prices.create({
      ...{ currency: 'usd', product_data: { name: 'Beans' }, billing_scheme: 'tiered' },
      ...{ tiers_mode: 'graduated', recurring: { interval: 'month' } },
      tiers: [
        { up_to: 10, unit_amount: 100 },
        { up_to: 'inf', unit_amount: 50 },
      ],
      currency_options: { eur: { tiers: [{ up_to: 'inf', unit_amount: 90 }] } },
    })

    const whole = await stripe.prices.retrieve(made.id, { expand: ['tiers', 'currency_options'] })

    assert.deepEqual([made.tiers, made.currency_options], [undefined, undefined])
    assert.deepEqual(
      whole.tiers?.map(({ unit_amount, up_to }) => [unit_amount, up_to]),
      [
        [100, 10],
        [50, null],
      ],
    )
    assert.deepEqual(Object.keys(whole.currency_options ?? {}), ['eur', 'usd'])
    assert.equal(whole.currency_options?.['eur']?.tiers?.[0]?.unit_amount, 90)
    const plan = await stripe.plans.retrieve(made.id, { expand: ['tiers'] })
    assert.equal(plan.tiers?.length, 2)
    const { data } = await stripe.events.list({ type: 'price.created' })
    assert.ok(!JSON.stringify(data[0]?.data).includes('tiers"'))
  })

  it('needs a product and an amount', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const usd = { currency: 'usd' } as const

    await assert.rejects(stripe.prices.create({ ...usd, unit_amount: 100 }), { param: 'product' })
    await assert.rejects(stripe.prices.create({ ...usd, product_data: { name: 'x' } }), {
      param: 'unit_amount',
    })
    await assert.rejects(stripe.prices.create({ ...usd, unit_amount: 1, product: 'prod_9' }), {
      ...{ code: 'resource_missing', param: 'product' },
    })
  })

  it('has its lookup key to itself until another takes it over', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const product = (await stripe.products.create({ name: 'Beans' })).id
    const price = { product, currency: 'usd', unit_amount: 100, lookup_key: 'beans' }
    const first = await stripe.prices.create(price)

    await assert.rejects(stripe.prices.create(price), { param: 'lookup_key' })
    const second = await stripe.prices.create({ ...price, transfer_lookup_key: true })

    assert.equal((await stripe.prices.retrieve(first.id)).lookup_key, null)
    const found = await stripe.prices.list({ lookup_keys: ['beans'] })
    assert.deepEqual(
      found.data.map(({ id }) => id),
      [second.id],
    )
  })
})
