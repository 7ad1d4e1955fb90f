import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dashboardWorld, send } from '../../../test/worlds/dashboard.js'
import { idOf } from '../shown.js'

describe('products in the dashboard', () => {
  it('are added with a price: once, monthly or yearly', async (test) => {
    const world = await dashboardWorld(test)
    const stripe = world.stripe('sk_test_harbour')
    const grace = await world.signIn('grace')
    assert.match((await grace.open('/products')).text, /Nothing to sell yet/)
    for (const [name, amount, currency, rhythm] of [
      ['Club', '19', 'usd', 'month'],
      ['Membership', '490.00', 'EUR', 'year'],
      ['Gift box', '4,200', 'jpy', 'once'],
    ] as const) {
      await grace.open('/products/new')
      const page = await grace.press('Add product', { name, amount, currency, rhythm })
      assert.match(page.text, /Product added\./)
    }

    const { data } = await stripe.prices.list()
    const told = data.map(({ unit_amount, currency, recurring }) => {
      return [unit_amount, currency, recurring?.interval]
    })
    assert.deepEqual(told, [
      [4200, 'jpy', undefined],
      [49_000, 'eur', 'year'],
      [1900, 'usd', 'month'],
    ])
    const list = await grace.open('/products')
    assert.match(
      list.text,
      /Gift box ¥4,200 .*Membership €490\.00 \/ year .*Club \$19\.00 \/ month/,
    )
  })

  it('are refused beside the field, keeping what was typed', async (test) => {
    const world = await dashboardWorld(test)
    const grace = await world.signIn('grace')
    await grace.open('/products/new')
    const add = (fields: Record<string, string>) => grace.press('Add product', fields)
    assert.match((await add({ name: '', amount: '1' })).text, /Give it a name/)
    const words = await add({ name: 'Club', amount: 'ten' })
    assert.equal(words.status, 400)
    assert.match(words.html, /value="ten"/)
    assert.match(words.text, /Write an amount such as 12\.50/)
    assert.match(
      (await add({ name: 'Club', amount: '1', currency: 'usdx' })).text,
      /three letters/i,
    )
    assert.match(
      (await add({ name: 'Club', amount: '1', currency: 'xxx' })).text,
      /[Ii]nvalid currency/,
    )
    assert.match(
      (await add({ name: 'x'.repeat(6000), amount: '1', currency: 'usd' })).text,
      /at most/,
    )
    assert.equal(
      (await add({ name: 'Club', amount: '1', currency: 'usd', rhythm: 'hour' })).status,
      400,
    )
    assert.deepEqual((await world.stripe('sk_test_harbour').products.list()).data, [])
  })

  it('get more prices, and both are archived and sold again', async (test) => {
    const world = await dashboardWorld(test)
    const stripe = world.stripe('sk_test_harbour')
    const { id } = await stripe.products.create({ name: 'Club' })
    const grace = await world.signIn('grace')
    assert.match((await grace.open(`/products/${id}`)).text, /No price yet/)

    const wrong = await grace.press('Add price', { amount: '' })
    assert.equal(wrong.status, 400)
    const page = await grace.press('Add price', { amount: '190', rhythm: 'year' })
    assert.match(page.text, /\$190\.00 \/ year Active .*Price added\./)
    const [price] = (await stripe.prices.list({ product: id })).data
    await send(grace, `/products/${id}/prices/${price?.id}/switch`, { active: 'false' })
    assert.match((await grace.open(`/products/${id}`)).text, /\$190\.00 \/ year Archived/)
    await send(grace, `/products/${id}/switch`, { active: 'false' })
    assert.match((await grace.open('/products?status=archived')).text, /Club/)
    assert.doesNotMatch((await grace.open('/products')).text, /Club/)
    await grace.open(`/products/${id}`)
    const again = await send(grace, `/products/${id}/switch`, { active: 'true' })
    assert.match(again.text, /It is sold again\./)
  })

  it('stay out of sight of other accounts, prices too', async (test) => {
    const world = await dashboardWorld(test)
    const harbour = world.stripe('sk_test_harbour')
    const product = await harbour.products.create({
      ...{ name: 'Club', default_price_data: { unit_amount: 100, currency: 'usd' } },
    })
    const own = await world.stripe('sk_test_northwind').products.create({ name: 'Yoga' })
    const nora = await world.signIn('nora')
    assert.equal((await nora.open(`/products/${product.id}`)).status, 404)
    await nora.open('/products')
    const price = idOf(product.default_price) ?? ''
    const reached = await send(nora, `/products/${own.id}/prices/${price}/switch`, {
      active: 'false',
    })
    assert.equal(reached.status, 404)
    assert.equal((await harbour.prices.retrieve(price)).active, true)
  })
})
