import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { startPlatform } from '../../../testing.js'

const NEWEST = { apiVersion: '2026-10-28.endive' } as const

/** A shop, one of its customers with a card, and what a phone with that customer's key sees. */
async function phone(t: TestContext) {
  const world = await startPlatform()
  t.after(world.close)
  const { stripe, client } = world
  const { id: customer } = await stripe.customers.create({ name: 'Ada' })
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer })
  const key = await stripe.ephemeralKeys.create({ customer }, NEWEST)
  const { id: other } = await stripe.customers.create({ name: 'Bob' })
  const secret = key.secret ?? ''
  return { ...world, customer, other, card, key, secret, app: client(secret) }
}

const denied = { statusCode: 403, type: 'StripePermissionError' }

describe('an ephemeral key of a customer', () => {
  it('reads and changes the customer, and the cards that are theirs', async (t) => {
    const { app, customer, card, stripe } = await phone(t)

    assert.equal((await app.customers.retrieve(customer)).id, customer)
    await app.customers.update(customer, { phone: '+12025550123' })
    assert.equal(Object(await stripe.customers.retrieve(customer)).phone, '+12025550123')
    const listed = await app.paymentMethods.list({ customer, type: 'card' })
    assert.deepEqual(
      listed.data.map(({ id }) => id),
      [card.id],
    )
    assert.equal((await app.customers.listPaymentMethods(customer)).data.length, 1)
    const second = await app.paymentMethods.attach('pm_card_mastercard', { customer })
    assert.equal((await app.paymentMethods.retrieve(second.id)).customer, customer)
    await app.paymentMethods.update(second.id, { billing_details: { name: 'Ada' } })
    await app.paymentMethods.detach(second.id)
    assert.equal((await stripe.customers.listPaymentMethods(customer)).data.length, 1)
  })

  it('opens nothing of anybody else, and nothing else', async (t) => {
    const { app, client, secret, customer, other, stripe } = await phone(t)
    const theirs = await stripe.paymentMethods.attach('pm_card_visa', { customer: other })
    const nobodys = await stripe.paymentMethods.create({
      ...{ type: 'card', card: { token: 'tok_visa' } },
    })
    const asks: (() => Promise<unknown>)[] = [
      () => app.customers.retrieve(other),
      () => app.customers.retrieve('cus_none'),
      () => app.customers.update(other, { name: 'Eve' }),
      () => app.customers.del(customer),
      () => app.customers.update(customer, { balance: -10_000 }),
      () => app.customers.update(customer, { name: 'Ada', tax_exempt: 'exempt' }),
      () => app.customers.list(),
      () => app.paymentMethods.list({ customer: other }),
      () => app.paymentMethods.list(),
      () => app.paymentMethods.retrieve(theirs.id),
      () => app.paymentMethods.retrieve(nobodys.id),
      () => app.paymentMethods.retrieve('pm_none'),
      () => app.paymentMethods.detach(theirs.id),
      () => app.paymentMethods.attach(nobodys.id, { customer: other }),
      () => app.charges.list({ customer }),
      () => app.paymentIntents.create({ amount: 500, currency: 'usd', customer }),
      () => app.ephemeralKeys.create({ customer }, NEWEST),
      () => app.files.retrieve('file_none'),
    ]
    for (const [index, ask] of asks.entries()) await assert.rejects(ask(), denied, `ask ${index}`)
    await assert.rejects(app.paymentMethods.attach(theirs.id, { customer }), { statusCode: 400 })
    const elsewhere = client(secret, { stripeAccount: 'acct_other' })
    await assert.rejects(elsewhere.customers.retrieve(customer), { statusCode: 403 })
  })

  it('ends after an hour, or when it is deleted', async (t) => {
    const { app, customer, key, secret, stripe, client, advance } = await phone(t)
    const second = await stripe.ephemeralKeys.create({ customer }, NEWEST)

    const gone = await stripe.ephemeralKeys.del(key.id)
    assert.deepEqual([gone.id, gone.secret], [key.id, undefined])
    await assert.rejects(app.customers.retrieve(customer), (error: Stripe.errors.StripeError) => {
      assert.match(error.message, /^Invalid API Key provided: ek_test_\*+/)
      assert.equal(error.message.includes(secret), false)
      return error.statusCode === 401
    })
    await assert.rejects(stripe.ephemeralKeys.del(key.id), { statusCode: 404 })

    const another = client(second.secret ?? '')
    advance(3599)
    assert.equal((await another.customers.retrieve(customer)).id, customer)
    advance(1)
    const expired = { statusCode: 401, code: 'api_key_expired' }
    await assert.rejects(another.customers.retrieve(customer), expired)
  })

  it('answers in the version it was made with, unless asked for another', async (t) => {
    const { platform, stripe, customer } = await phone(t)
    const older = '2024-04-10'
    const { secret } = await stripe.ephemeralKeys.create({ customer }, { apiVersion: older })
    const versionOf = async (headers: Record<string, string>) => {
      const url = `http://platform.test/v1/customers/${customer}`
      const asking = { headers: { Authorization: `Bearer ${secret}`, ...headers } }
      return (await platform.fetch(url, asking)).headers.get('stripe-version')
    }
    assert.equal(await versionOf({}), older)
    assert.equal(await versionOf({ 'Stripe-Version': NEWEST.apiVersion }), NEWEST.apiVersion)
  })

  it('is made for one thing that is there, by who names a version', async (t) => {
    const { platform, account, stripe, customer } = await phone(t)
    const { ephemeralKeys } = stripe
    await assert.rejects(ephemeralKeys.create({}, NEWEST), { code: 'parameter_missing' })
    const two = { customer, issuing_card: 'ic_none' }
    await assert.rejects(ephemeralKeys.create(two, NEWEST), { code: 'parameter_missing' })
    const missing = { code: 'resource_missing', param: 'customer' }
    await assert.rejects(ephemeralKeys.create({ customer: 'cus_0' }, NEWEST), missing)
    const unversioned = await platform.fetch('http://platform.test/v1/ephemeral_keys', {
      ...{ method: 'POST', body: new URLSearchParams({ customer }) },
      headers: { Authorization: `Bearer ${account.keys.test.secret}` },
    })
    assert.equal(unversioned.status, 400)
    assert.match(await unversioned.text(), /Stripe-Version/)
  })
})

describe('the bytes of a file', () => {
  it('are for neither publishable nor ephemeral keys', async (t) => {
    const { platform, account, stripe, secret } = await phone(t)
    const { url } = await stripe.files.create({
      ...{ purpose: 'dispute_evidence' },
      file: { data: Buffer.from('%PDF-1.7'), name: 'letter.pdf', type: 'application/pdf' },
    })
    const statusWith = async (key: string) => {
      const { pathname } = new URL(url ?? '')
      const headers = { Authorization: `Bearer ${key}` }
      return (await platform.fetch(`http://platform.test${pathname}`, { headers })).status
    }
    const { secret: own, publishable } = account.keys.test
    assert.equal(await statusWith(own), 200)
    assert.equal(await statusWith(publishable), 401)
    assert.equal(await statusWith(secret), 403)
  })
})
