import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dashboardWorld } from '../../../test/worlds/dashboard.js'
import { asCurl } from './curl.js'

describe('requests in the dashboard', () => {
  it('are listed with their status, and show what was answered', async (test) => {
    const world = await dashboardWorld(test)
    const stripe = world.stripe('sk_test_harbour')
    await stripe.customers.list()
    await assert.rejects(stripe.customers.retrieve('cus_nope'))
    const grace = await world.signIn('grace')

    const all = await grace.open('/developers/requests')
    assert.match(all.text, /GET \/v1\/customers\/cus_nope 404 .*GET \/v1\/customers 200/)
    const failed = await grace.open('/developers/requests?outcome=failed')
    assert.doesNotMatch(failed.text, /\/v1\/customers 200/)
    const link = /href="(\/developers\/requests\/req_\w+)"/.exec(failed.html)?.[1] ?? ''
    const one = await grace.open(link)

    assert.match(one.text, /No such customer/)
    assert.match(one.text, /curl http:\/\/127\.0\.0\.1:4242\/v1\/customers\/cus_nope/)
    assert.equal((await (await world.signIn('nora')).open(link)).status, 404)
  })

  it('show what was sent, but no card number', async (test) => {
    const world = await dashboardWorld(test)
    const card = { number: '4242424242424242', exp_month: 1, exp_year: 2030, cvc: '123' }
    const body = { type: 'card', card, billing_details: { name: 'Ada' } } as const
    await world.stripe('sk_test_harbour').paymentMethods.create(body)
    const grace = await world.signIn('grace')

    const list = await grace.open('/developers/requests')
    const one = await grace.open(
      /href="(\/developers\/requests\/req_\w+)"/.exec(list.html)?.[1] ?? '',
    )

    assert.match(one.text, /"number" : "\*\*\*\*4242"/)
    assert.match(one.text, /billing_details\[name\]=Ada/)
    assert.ok(!one.html.includes(card.number))
    // Among the words only: random ids and nonces in the markup may well hold these digits.
    assert.doesNotMatch(one.text, /\b123\b/)
  })
})

describe('a request as curl', () => {
  const base = 'http://127.0.0.1:4242'

  it('is one command a shell reads as it was meant', () => {
    const parameters = JSON.stringify({
      name: "O'Hara",
      metadata: { order: '6735' },
      expand: ['a'],
    })
    const request = { method: 'POST', path: '/v1/customers', parameters, idempotency_key: null }
    assert.equal(
      asCurl(base, request),
      [
        `curl ${base}/v1/customers`,
        `-u "$STRIPE_SECRET_KEY:"`,
        `--data-urlencode 'name=O'\\''Hara'`,
        `--data-urlencode 'metadata[order]=6735'`,
        `--data-urlencode 'expand[0]=a'`,
      ].join(' \\\n  '),
    )
  })

  it('puts parameters of a GET into the address, and names other methods', () => {
    const get = {
      method: 'GET',
      path: '/v1/customers',
      parameters: '{"limit":"3"}',
      idempotency_key: null,
    }
    assert.match(
      asCurl(base, get),
      /^curl -G http.*customers \\\n.*\\\n {2}--data-urlencode limit=3$/,
    )
    const remove = {
      method: 'DELETE',
      path: '/v1/customers/cus_1',
      parameters: null,
      idempotency_key: null,
    }
    assert.match(asCurl(base, remove), / -X DELETE /)
  })
})
