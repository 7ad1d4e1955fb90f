import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

const usd = { amount: 2000, currency: 'usd' } as const
const DAY = 86_400

describe('a charge without an intent', () => {
  it('is made from a token and settles at once', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)

    const charge = await stripe.charges.create({ ...usd, source: 'tok_visa' })

    assert.deepEqual([charge.status, charge.captured, charge.paid], ['succeeded', true, true])
    assert.notEqual(charge.balance_transaction, null)
    assert.deepEqual(eventTypes(), ['charge.succeeded'])
  })

  it('is made from the card a customer came with', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const customer = await stripe.customers.create({ source: 'tok_mastercard' })

    const charge = await stripe.charges.create({ ...usd, customer: customer.id })

    assert.equal(charge.payment_method, customer.default_source)
    assert.equal(charge.payment_method_details?.card?.brand, 'mastercard')
  })

  it('stays on record when it is declined', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)

    const charging = stripe.charges.create({ ...usd, source: 'tok_chargeDeclined' })

    await assert.rejects(charging, { statusCode: 402, code: 'card_declined' })
    const { data } = await stripe.charges.list()
    assert.deepEqual([data.length, data[0]?.status], [1, 'failed'])
    assert.deepEqual(eventTypes(), ['charge.failed'])
  })

  it('is refused without somebody to charge', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const customer = await stripe.customers.create()

    await assert.rejects(stripe.charges.create(usd), /Must provide source or customer/)
    await assert.rejects(stripe.charges.create({ ...usd, customer: customer.id }), {
      message: /no active card/,
    })
    await assert.rejects(stripe.charges.create({ ...usd, amount: 49, source: 'tok_visa' }), {
      code: 'amount_too_small',
    })
  })

  it('can be held, captured once, and no longer than seven days', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)
    const hold = { ...usd, source: 'tok_visa', capture: false }
    const [taken, lapsed] = [await stripe.charges.create(hold), await stripe.charges.create(hold)]

    await assert.rejects(stripe.charges.capture(taken.id, { amount: 2001 }), {
      code: 'amount_too_large',
    })
    await assert.rejects(stripe.charges.capture(taken.id, { amount: 0 }), {
      code: 'parameter_invalid_integer',
      param: 'amount',
    })
    const captured = await stripe.charges.capture(taken.id, { amount: 1200 })
    assert.deepEqual([captured.amount_captured, captured.amount_refunded], [1200, 800])
    assert.equal(eventTypes().at(-1), 'charge.captured')
    await assert.rejects(stripe.charges.capture(taken.id), { code: 'charge_already_captured' })

    advance(7 * DAY)

    assert.ok((await stripe.charges.retrieve(lapsed.id)).refunded)
    assert.ok(!(await stripe.charges.retrieve(taken.id)).refunded)
    assert.ok(eventTypes().includes('charge.expired'))
    await assert.rejects(stripe.charges.capture(lapsed.id), { code: 'charge_expired_for_capture' })
  })

  it('cannot be captured when it failed or belongs to an intent', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    await assert.rejects(stripe.charges.create({ ...usd, source: 'tok_chargeDeclined' }))
    await stripe.paymentIntents.create({
      ...{ ...usd, payment_method: 'pm_card_visa', capture_method: 'manual', confirm: true },
    })
    const [held, failed] = (await stripe.charges.list()).data

    await assert.rejects(stripe.charges.capture(failed?.id ?? ''), {
      code: 'charge_invalid_parameter',
    })
    await assert.rejects(stripe.charges.capture(held?.id ?? ''), /Capture the PaymentIntent/)
  })
})

describe('a charge', () => {
  it('can be described, which is news', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.charges.create({ ...usd, source: 'tok_visa' })

    const updated = await stripe.charges.update(id, { description: 'Beans', metadata: { a: '1' } })

    assert.deepEqual([updated.description, updated.metadata], ['Beans', { a: '1' }])
    assert.equal(eventTypes().at(-1), 'charge.updated')
  })

  it('is found by its customer and its intent', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const customer = await stripe.customers.create()
    const paid = await stripe.paymentIntents.create({
      ...{ ...usd, customer: customer.id, payment_method: 'pm_card_visa', confirm: true },
    })
    await stripe.charges.create({ ...usd, source: 'tok_visa' })

    const [byCustomer, byIntent] = [
      await stripe.charges.list({ customer: customer.id }),
      await stripe.charges.list({ payment_intent: paid.id }),
    ]

    assert.deepEqual(
      byCustomer.data.map(({ id }) => id),
      [paid.latest_charge],
    )
    assert.deepEqual(
      byIntent.data.map(({ id }) => id),
      [paid.latest_charge],
    )
  })

  it('shows an elevated risk', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)

    const charge = await stripe.charges.create({ ...usd, source: 'tok_riskLevelElevated' })

    assert.equal(charge.outcome?.risk_level, 'elevated')
    assert.ok((charge.outcome?.risk_score ?? 0) >= 65)
  })

  it('says which checks failed', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)

    const charge = await stripe.charges.create({ ...usd, source: 'tok_cvcCheckFail' })

    assert.equal(charge.payment_method_details?.card?.checks?.cvc_check, 'fail')
  })
})
