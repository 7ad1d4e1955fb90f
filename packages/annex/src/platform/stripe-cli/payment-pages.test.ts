import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { connect, createExtension } from '../../testing.js'
import { checkoutShop } from '../../test/worlds/checkout.js'

async function world(t: Parameters<typeof checkoutShop>[0]) {
  const shop = await checkoutShop(t)
  const session = await shop.selling()
  const authorization = `Bearer ${shop.account.keys.test.secret}`
  const page = (path: string, form?: Record<string, string>) =>
    shop.platform.fetch(
      new Request(`http://127.0.0.1:4242/v1/payment_pages/${session.id}${path}`, {
        headers: { authorization },
        ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      }),
    )
  const methodWith = async (token: string) =>
    (
      await shop.stripe.paymentMethods.create({
        ...{ type: 'card', card: { token }, billing_details: { email: 'jenny@example.test' } },
      })
    ).id
  return { ...shop, session, page, methodWith }
}

describe('the page of a session, as stripe trigger pays on it', () => {
  it('is shown and confirmed', async (t) => {
    const { sessions, session, page, methodWith, news } = await world(t)
    const shown = Object(await (await page('')).json())
    assert.deepEqual([shown.id, shown.total_summary], [session.id, { due: 3000 }])
    const payment_method = await methodWith('tok_visa')

    const wrong = await page('/confirm', { payment_method, expected_amount: '1' })
    assert.equal(wrong.status, 400)
    const confirmed = await page('/confirm', { payment_method, expected_amount: '3000' })

    assert.equal(confirmed.status, 200)
    const paid = await sessions.retrieve(session.id)
    assert.deepEqual(
      [paid.payment_status, paid.customer_details?.email],
      ['paid', 'jenny@example.test'],
    )
    assert.equal(news().at(-1), 'checkout.session.completed')
  })

  it('answers 402 when the card is declined, and keeps the try', async (t) => {
    const { stripe, page, methodWith } = await world(t)
    const payment_method = await methodWith('tok_chargeDeclined')
    const declined = await page('/confirm', { payment_method })
    assert.equal(declined.status, 402)
    assert.equal(Object(await declined.json()).error.code, 'card_declined')
    assert.equal((await stripe.charges.list()).data[0]?.status, 'failed')
  })

  it('is nobody else’s', async (t) => {
    const { page, platform } = await world(t)
    assert.equal((await page('/confirm', {})).status, 400)
    const url = 'http://127.0.0.1:4242/v1/payment_pages/cs_test_none'
    assert.equal((await platform.fetch(new Request(url))).status, 401)
  })

  it('is not found by an address that is none', async (t) => {
    const { stripe } = await world(t)
    await assert.rejects(stripe.rawRequest('GET', '/v1/payment_pages/%zz'), { statusCode: 404 })
  })

  it('is not paid on by an application that may only read', async (t) => {
    const { account, client, platform, session, sessions } = await world(t)
    const owner = createExtension(platform)
    connect(platform, owner, { account: account.account.id, scope: 'read_only' })
    const reading = client(owner.keys.test.secret, { stripeAccount: account.account.id })
    const path = `/v1/payment_pages/${session.id}`
    await reading.rawRequest('GET', path)
    await assert.rejects(
      reading.rawRequest('POST', `${path}/confirm`, { payment_method: 'pm_card_visa' }),
      { statusCode: 403 },
    )
    assert.equal((await sessions.retrieve(session.id)).status, 'open')
  })
})
