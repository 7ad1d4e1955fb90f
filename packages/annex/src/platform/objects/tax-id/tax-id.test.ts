import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type Stripe from 'stripe'
import { startPlatform } from '../../../testing.js'

describe("a customer's tax id", () => {
  it('is verified by who issued it', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create()

    const vat = await stripe.customers.createTaxId(id, { type: 'eu_vat', value: 'DE000000000' })
    assert.deepEqual(
      [vat.country, vat.customer, vat.owner?.type, vat.verification?.status],
      ['DE', id, 'customer', 'pending'],
    )
    const wrong = await stripe.customers.createTaxId(id, { type: 'gb_vat', value: 'GB111111111' })
    const silent = await stripe.customers.createTaxId(id, { type: 'au_abn', value: '12345678912' })
    const unasked = await stripe.customers.createTaxId(id, { type: 'us_ein', value: '12-3456789' })
    advance(5)

    const statusOf = async (taxId: Stripe.TaxId) =>
      (await stripe.customers.retrieveTaxId(id, taxId.id)).verification?.status
    assert.deepEqual(
      [await statusOf(vat), await statusOf(wrong), await statusOf(silent), await statusOf(unasked)],
      ['verified', 'unverified', 'pending', 'unavailable'],
    )
    const { data } = await stripe.customers.listTaxIds(id)
    assert.deepEqual(
      data.map((one) => one.type),
      ['us_ein', 'au_abn', 'gb_vat', 'eu_vat'],
    )
    assert.deepEqual(eventTypes().slice(-2), ['customer.tax_id.updated', 'customer.tax_id.updated'])
    await stripe.customers.deleteTaxId(id, vat.id)
    assert.equal(eventTypes().at(-1), 'customer.tax_id.deleted')
    await assert.rejects(stripe.customers.retrieveTaxId(id, vat.id), { statusCode: 404 })
  })

  it('comes along with a new customer', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const tax_id_data = [{ type: 'eu_vat', value: 'FR12345678901' }] as const
    const { id } = await stripe.customers.create({ tax_id_data: [...tax_id_data] })
    assert.equal((await stripe.customers.listTaxIds(id)).data[0]?.value, 'FR12345678901')
    assert.deepEqual(eventTypes(), ['customer.created', 'customer.tax_id.created'])

    const wrong = [{ type: 'eu_vat', value: 'nonsense' }] as const
    await assert.rejects(stripe.customers.create({ tax_id_data: [...wrong] }), {
      ...{ code: 'tax_id_invalid', param: 'tax_id_data[0][value]' },
    })
    assert.equal((await stripe.customers.list()).data.length, 1)
  })

  it('is refused when its form is wrong, or nobody has it', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create()
    const refusal = { code: 'tax_id_invalid', param: 'value', message: 'Invalid value for eu_vat.' }
    await assert.rejects(
      stripe.customers.createTaxId(id, { type: 'eu_vat', value: 'ZZ123' }),
      refusal,
    )
    await assert.rejects(
      stripe.customers.createTaxId('cus_nobody', { type: 'eu_vat', value: 'DE123456789' }),
      { statusCode: 404 },
    )
  })

  it('goes with its customer', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.customers.create()
    const taxId = await stripe.customers.createTaxId(id, { type: 'us_ein', value: '12-3456789' })
    await stripe.customers.del(id)
    assert.deepEqual(eventTypes().slice(-2), ['customer.tax_id.deleted', 'customer.deleted'])
    await assert.rejects(stripe.taxIds.retrieve(taxId.id), { statusCode: 404 })
  })
})

describe("an account's own tax id", () => {
  it('is no news of any customer', async (t) => {
    const { stripe, eventTypes, close } = await startPlatform()
    t.after(close)
    const own = await stripe.taxIds.create({ type: 'eu_vat', value: 'DE000000000' })
    assert.deepEqual([own.customer, own.owner?.type], [null, 'self'])
    assert.deepEqual(eventTypes(), [])
    const { id } = await stripe.customers.create()
    const owned = await stripe.taxIds.create({
      ...{ type: 'us_ein', value: '12-3456789', owner: { type: 'customer', customer: id } },
    })
    assert.equal(owned.customer, id)
    assert.equal(eventTypes().at(-1), 'customer.tax_id.created')
  })
})
