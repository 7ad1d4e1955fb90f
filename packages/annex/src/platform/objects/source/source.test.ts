import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type Stripe from 'stripe'
import { startPlatform } from '../../../testing.js'

const typedCard = { number: '5555555555554444', exp_month: '12', exp_year: '2030', cvc: '314' }

async function defaultOf(stripe: Stripe, id: string): Promise<unknown> {
  const customer = await stripe.customers.retrieve(id)
  assert.ok(!customer.deleted)
  return customer.default_source
}

describe("a customer's card, the older way", () => {
  it('is added by a token, and is a payment method too', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create()
    const token = await stripe.tokens.create({ card: { ...typedCard, name: 'Jenny' } })

    const card = await stripe.customers.createSource(id, { source: token.id })

    assert.ok(card.object === 'card')
    assert.deepEqual(
      [card.id, card.brand, card.customer, card.cvc_check],
      [token.card?.id, 'MasterCard', id, 'pass'],
    )
    assert.equal(await defaultOf(stripe, id), card.id)
    const method = await stripe.paymentMethods.retrieve(card.id)
    assert.deepEqual(
      [method.card?.last4, method.customer, method.billing_details.name],
      ['4444', id, 'Jenny'],
    )
    assert.deepEqual(eventTypes().slice(1), [
      'customer.source.created',
      'payment_method.attached',
      'customer.updated',
    ])
    await assert.rejects(stripe.customers.createSource(id, { source: token.id }), {
      code: 'token_already_used',
    })
  })

  it('is charged by default, and by name', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create({ source: 'tok_visa' })
    const other = await stripe.customers.createSource(id, { source: 'tok_mastercard' })
    const charge = { amount: 2000, currency: 'usd', customer: id }

    const byDefault = await stripe.charges.create(charge)
    const byName = await stripe.charges.create({ ...charge, source: other.id })

    assert.equal(byDefault.payment_method_details?.card?.last4, '4242')
    assert.equal(byName.payment_method_details?.card?.last4, '4444')
    assert.equal(byName.payment_method, other.id)
    assert.equal(byName.source?.id, other.id)
    const byToken = await stripe.charges.create({
      amount: 500,
      currency: 'usd',
      source: 'tok_visa',
    })
    assert.equal(byToken.source?.object, 'card')
    const intent = await stripe.paymentIntents.create({
      ...{ ...charge, payment_method: other.id, confirm: true },
    })
    assert.equal(intent.status, 'succeeded')
  })

  it('can be changed and removed, and the next one becomes the default', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create({ source: 'tok_visa' })
    const first = await defaultOf(stripe, id)
    assert.ok(typeof first === 'string')
    const second = await stripe.customers.createSource(id, { source: 'tok_mastercard' })

    const changed = await stripe.customers.updateSource(id, first, {
      ...{ exp_year: '2031', name: 'Jenny Rosen', metadata: { of: 'the shop' } },
    })
    assert.ok(changed.object === 'card')
    assert.deepEqual([changed.exp_year, changed.name], [2031, 'Jenny Rosen'])
    const method = await stripe.paymentMethods.retrieve(first)
    assert.deepEqual([method.card?.exp_year, method.billing_details.name], [2031, 'Jenny Rosen'])
    assert.ok(eventTypes().includes('customer.source.updated'))
    await assert.rejects(stripe.customers.updateSource(id, first, { exp_month: '13' }), {
      code: 'invalid_expiry_month',
    })

    const removed = await stripe.customers.deleteSource(id, first)

    assert.deepEqual(removed, { id: first, object: 'card', deleted: true })
    assert.equal(await defaultOf(stripe, id), second.id)
    assert.deepEqual(eventTypes().slice(-3), [
      'customer.source.deleted',
      'payment_method.detached',
      'customer.updated',
    ])
    await assert.rejects(stripe.customers.retrieveSource(id, first), { statusCode: 404 })
    const { data } = await stripe.customers.listSources(id, { object: 'card' })
    assert.deepEqual(
      data.map((one) => one.id),
      [second.id],
    )
  })

  it('goes when its payment method is detached', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create({ source: 'tok_visa' })
    await stripe.paymentMethods.detach(String(await defaultOf(stripe, id)))
    assert.equal(await defaultOf(stripe, id), null)
    assert.deepEqual((await stripe.customers.listSources(id)).data, [])
  })

  it('is replaced by a new default one', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create({ source: 'tok_visa' })
    const before = await defaultOf(stripe, id)

    await stripe.customers.update(id, { source: 'tok_mastercard' })

    const after = await defaultOf(stripe, id)
    assert.notEqual(after, before)
    const { data } = await stripe.customers.listSources(id)
    assert.deepEqual(
      data.map((one) => one.id),
      [after],
    )
    await assert.rejects(stripe.customers.update(id, { default_source: String(before) }), {
      ...{ code: 'resource_missing', param: 'default_source' },
    })
  })

  it('is refused when the issuer declines, when nobody has it, and when it is another’s', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const owner = await stripe.customers.create({ source: 'tok_visa' })
    const other = await stripe.customers.create()
    const card = String(await defaultOf(stripe, owner.id))
    const add = (source: string) => stripe.customers.createSource(other.id, { source })

    await assert.rejects(add('tok_chargeDeclined'), { code: 'card_declined', statusCode: 402 })
    await assert.rejects(add('tok_nothing'), { code: 'resource_missing', param: 'source' })
    await assert.rejects(stripe.customers.retrieveSource(other.id, card), { statusCode: 404 })
    await assert.rejects(stripe.customers.deleteSource(other.id, card), { statusCode: 404 })
    await assert.rejects(stripe.customers.createSource('cus_nobody', { source: 'tok_visa' }), {
      statusCode: 404,
    })
    assert.deepEqual((await stripe.customers.listSources(other.id)).data, [])
  })

  it('is listed a page at a time, both ways', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create()
    for (let count = 0; count < 3; count++) {
      await stripe.customers.createSource(id, { source: 'tok_visa' })
    }
    const all = await stripe.customers.listSources(id)
    const ids = all.data.map((one) => one.id)
    const first = await stripe.customers.listSources(id, { limit: 2 })
    assert.deepEqual([first.data.map((one) => one.id), first.has_more], [ids.slice(0, 2), true])
    const rest = await stripe.customers.listSources(id, { starting_after: ids[1] ?? '' })
    assert.deepEqual([rest.data.map((one) => one.id), rest.has_more], [ids.slice(2), false])
    const back = await stripe.customers.listSources(id, { ending_before: ids[2] ?? '', limit: 1 })
    assert.deepEqual([back.data.map((one) => one.id), back.has_more], [ids.slice(1, 2), true])
    await assert.rejects(stripe.customers.listSources(id, { starting_after: 'card_no' }), {
      ...{ code: 'resource_missing', param: 'starting_after' },
    })
  })
})

describe("a customer's bank account, the older way", () => {
  it('is proved with two amounts', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create()
    const token = await stripe.tokens.create({
      bank_account: {
        ...{ country: 'US', currency: 'usd', account_holder_name: 'Jenny' },
        ...{ account_number: '000123456789', routing_number: '110000000' },
      },
    })
    assert.match(token.id, /^btok_/)

    const bank = await stripe.customers.createSource(id, { source: token.id })

    assert.ok(bank.object === 'bank_account')
    assert.deepEqual([bank.status, bank.account_holder_name, bank.last4], ['new', 'Jenny', '6789'])
    const verify = (amounts?: number[]) =>
      stripe.customers.verifySource(id, bank.id, amounts ? { amounts } : {})
    await assert.rejects(verify(), { code: 'parameter_missing' })
    await assert.rejects(verify([1, 2]), { code: 'bank_account_verification_failed' })
    const verified = await verify([45, 32])
    assert.equal(verified.status, 'verified')
    await assert.rejects(verify([32, 45]), {
      code: 'payment_method_bank_account_already_verified',
    })
    assert.equal(eventTypes().at(-1), 'customer.source.updated')
  })
})

describe('a source', () => {
  it('is a card that is attached, charged and consumed', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create()
    const source = await stripe.sources.create({
      ...{ type: 'card', token: 'tok_visa', owner: { email: 'jenny@example.com' } },
    })
    assert.deepEqual(
      [source.status, source.card?.last4, source.owner?.email],
      ['chargeable', '4242', 'jenny@example.com'],
    )

    await stripe.customers.createSource(id, { source: source.id })
    const charge = await stripe.charges.create({ amount: 2000, currency: 'usd', customer: id })
    assert.equal(charge.payment_method, source.id)
    const gone = await stripe.customers.deleteSource(id, source.id)

    assert.ok('status' in gone)
    assert.equal(gone.status, 'consumed')
    assert.equal(await defaultOf(stripe, id), null)
    assert.ok(eventTypes().includes('customer.source.created'))
    assert.ok(eventTypes().includes('customer.source.deleted'))
  })

  it('keeps its metadata, and is of cards alone', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const source = await stripe.sources.create({ type: 'card', token: 'tok_visa' })
    const noted = await stripe.sources.update(source.id, { metadata: { a: '1' } })
    assert.deepEqual(noted.metadata, { a: '1' })
    assert.equal((await stripe.sources.retrieve(source.id)).id, source.id)
    await assert.rejects(stripe.sources.create({ type: 'giropay' }), { param: 'type' })
  })

  it('for a single use cannot be kept', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create()
    const source = await stripe.sources.create({
      ...{ type: 'card', token: 'tok_visa', usage: 'single_use' },
    })
    await assert.rejects(stripe.customers.createSource(id, { source: source.id }), {
      code: 'invalid_source_usage',
    })
  })
})

describe('a customer that is deleted', () => {
  it('takes its sources along', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create({ source: 'tok_visa' })
    const card = String(await defaultOf(stripe, id))
    await stripe.customers.del(id)
    assert.deepEqual(eventTypes().slice(-2), ['customer.source.deleted', 'customer.deleted'])
    await assert.rejects(stripe.paymentMethods.retrieve(card), { statusCode: 404 })
  })
})
