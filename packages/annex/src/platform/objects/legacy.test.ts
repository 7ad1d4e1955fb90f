import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { operations, routeFor } from '../../catalogue/catalogue.js'
import { startPlatform } from '../../testing.js'
import { legacy } from './legacy.js'

describe('an older address', async () => {
  const { stripe, platform, account, close } = await startPlatform()
  after(close)
  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, params = {}) =>
    Object(await stripe.rawRequest(method, path, params))
  const { id: customer } = await stripe.customers.create({ source: 'tok_visa' })
  const pay = () => stripe.charges.create({ amount: 2000, currency: 'usd', customer })

  it('names an operation that was, and one that is', () => {
    for (const [name, { path }] of Object.entries(legacy)) {
      const [method = '', older = ''] = name.split(' ')
      assert.equal(routeFor(method, older)?.value.legacy, true, name)
      const template = path.replaceAll(/\{\w+\}/g, '{}')
      const isThere = operations().some(
        (one) => one.method === method && one.path.replaceAll(/\{\w+\}/g, '{}') === template,
      )
      assert.ok(isThere, `${method} ${path}`)
    }
  })

  it('refunds a charge, and lists its refunds alone', async () => {
    const [charge, other] = [await pay(), await pay()]
    await stripe.refunds.create({ charge: other.id })
    const refund = await ask('POST', `/v1/charges/${charge.id}/refunds`, { amount: 500 })
    assert.deepEqual([refund.object, refund.charge, refund.amount], ['refund', charge.id, 500])
    assert.equal((await stripe.charges.retrieve(charge.id)).amount_refunded, 500)

    const list = await ask('GET', `/v1/charges/${charge.id}/refunds`)
    assert.deepEqual(
      [list.url, list.data.map((one: { id: string }) => one.id)],
      [`/v1/charges/${charge.id}/refunds`, [refund.id]],
    )
    assert.equal((await ask('GET', `/v1/charges/${charge.id}/refunds/${refund.id}`)).id, refund.id)
    await assert.rejects(ask('GET', `/v1/charges/${other.id}/refunds/${refund.id}`), {
      statusCode: 404,
    })
    await assert.rejects(ask('POST', `/v1/charges/ch_nobody/refunds`), { param: 'charge' })
  })

  it('begins, shows and cancels a subscription of a customer', async () => {
    const product = await stripe.products.create({ name: 'Coffee club' })
    const price = await stripe.prices.create({
      ...{ product: product.id, currency: 'usd', unit_amount: 1000 },
      recurring: { interval: 'month' },
    })
    const path = `/v1/customers/${customer}/subscriptions`
    const items = [{ price: price.id }]
    const { id } = await ask('POST', path, { items, payment_behavior: 'default_incomplete' })
    assert.equal((await stripe.subscriptions.retrieve(id)).customer, customer)
    assert.equal((await ask('GET', `${path}/${id}`)).id, id)
    const stranger = await stripe.customers.create()
    await assert.rejects(ask('DELETE', `/v1/customers/${stranger.id}/subscriptions/${id}`), {
      statusCode: 404,
    })
    const ended = await ask('DELETE', `${path}/${id}`)
    assert.equal(ended.object, 'subscription')
    // An ended subscription stays readable for ever.
    assert.equal((await stripe.subscriptions.retrieve(id)).id, id)
  })

  it('reads the balance and its history', async () => {
    const { data } = await ask('GET', '/v1/balance/history?limit=1')
    assert.equal(data[0].object, 'balance_transaction')
    assert.equal((await ask('GET', `/v1/balance/history/${data[0].id}`)).id, data[0].id)
  })

  it('checks parameters as the newer one does', async () => {
    const { id } = await pay()
    await assert.rejects(ask('POST', `/v1/charges/${id}/refunds`, { harbour: 1 }), {
      code: 'parameter_unknown',
      param: 'harbour',
    })
  })

  it('that has no newer one is refused, changing nothing', async () => {
    const { id } = await pay()
    await assert.rejects(ask('POST', `/v1/charges/${id}/refund`), {
      statusCode: 400,
      message: /does not carry it out: the official clients have another operation for it now/,
    })
    assert.equal((await stripe.charges.retrieve(id)).refunded, false)
  })

  it('is answered the same for the same key, without a second effect', async () => {
    const { id } = await pay()
    const send = () =>
      platform.fetch(`http://platform.test/v1/charges/${id}/refunds`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${account.keys.test.secret}`,
          'content-type': 'application/x-www-form-urlencoded',
          'idempotency-key': 'once',
        },
        body: 'amount=700',
      })
    const [first, second] = [await (await send()).text(), await send()]
    assert.equal(second.headers.get('idempotent-replayed'), 'true')
    assert.equal(await second.text(), first)
    assert.equal((await stripe.charges.retrieve(id)).amount_refunded, 700)
  })
})
