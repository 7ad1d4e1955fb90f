import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

const beans = { product_name: 'Beans', product_code: 'B1', unit_cost: 2000, quantity: 2 }
/** 2 × 2000 + 400 + 400 − 200 */
const amount_details = {
  ...{ discount_amount: 200, tax: { total_tax_amount: 400 } },
  shipping: { amount: 400, from_postal_code: '94110' },
  line_items: [beans],
}
const intent = { amount: 4600, currency: 'usd', amount_details }

describe('what an amount is made of', () => {
  it('is kept with the intent, its lines in a list of their own', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const filters = {
      ...beans,
      product_name: 'Filters',
      unit_cost: 0,
      tax: { total_tax_amount: 0 },
    }
    const line_items = [beans, filters]
    const made = await stripe.paymentIntents.create({
      ...{ ...intent, amount_details: { ...amount_details, line_items } },
    })

    assert.deepEqual(made.amount_details, {
      discount_amount: 200,
      shipping: { amount: 400, from_postal_code: '94110', to_postal_code: null },
      tax: { total_tax_amount: 400 },
    })
    const lines = await stripe.paymentIntents.listAmountDetailsLineItems(made.id)
    assert.deepEqual(
      lines.data.map(({ product_name, quantity, unit_cost, tax }) => {
        return [product_name, quantity, unit_cost, tax]
      }),
      [
        ['Beans', 2, 2000, null],
        ['Filters', 2, 0, { total_tax_amount: 0 }],
      ],
    )
    const next = { limit: 1, starting_after: lines.data[0]?.id ?? '' }
    const rest = await stripe.paymentIntents.listAmountDetailsLineItems(made.id, next)
    assert.deepEqual([rest.data[0]?.product_name, rest.has_more], ['Filters', false])
    const none = stripe.paymentIntents.listAmountDetailsLineItems('pi_none')
    await assert.rejects(none, { statusCode: 404 })
  })

  it('has to add up, in every request that says it', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const mismatch = { code: 'amount_details_amount_mismatch', param: 'amount_details' }
    await assert.rejects(stripe.paymentIntents.create({ ...intent, amount: 4601 }), mismatch)
    const { id } = await stripe.paymentIntents.create({
      ...{ ...intent, payment_method: 'pm_card_visa', capture_method: 'manual' },
    })
    await assert.rejects(stripe.paymentIntents.update(id, { ...intent, amount: 5000 }), mismatch)
    const half = { amount_details: { line_items: [{ ...beans, quantity: 1 }] } }
    const return_url = 'https://harbour.test/'
    await assert.rejects(stripe.paymentIntents.confirm(id, { ...half, return_url }), mismatch)
    await stripe.paymentIntents.confirm(id, { return_url })

    await assert.rejects(stripe.paymentIntents.capture(id, half), mismatch)
    const taken = await stripe.paymentIntents.capture(id, { ...half, amount_to_capture: 2000 })

    assert.deepEqual([taken.amount_received, taken.amount_details], [2000, {}])
    const { data } = await stripe.paymentIntents.listAmountDetailsLineItems(id)
    assert.deepEqual([data.length, data[0]?.quantity], [1, 1])
  })

  it('may say what is wrong with it instead', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const lenient = { ...amount_details, enforce_arithmetic_validation: false }
    const made = await stripe.paymentIntents.create({
      ...{ ...intent, amount: 4601, amount_details: lenient },
    })
    assert.equal(made.amount_details?.error?.code, 'amount_details_amount_mismatch')
    const forgotten = await stripe.paymentIntents.update(made.id, { amount_details: '' })
    assert.deepEqual(forgotten.amount_details, {})
    const { data } = await stripe.paymentIntents.listAmountDetailsLineItems(made.id)
    assert.deepEqual(data, [])
  })
})
