import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { startPlatform } from '../../../testing.js'

const HERE = { address: { country: 'DE' } }

/** A shop that collects tax in Germany, and in California. */
async function collecting(t: TestContext) {
  const world = await startPlatform()
  t.after(world.close)
  const { registrations } = world.stripe.tax
  const standard = { type: 'standard', standard: { place_of_supply_scheme: 'standard' } } as const
  await registrations.create({
    ...{ country: 'DE', active_from: 'now', country_options: { de: standard } },
  })
  const california = { us: { state: 'CA', type: 'state_sales_tax' } } as const
  const us = { country: 'US', active_from: 'now', country_options: california } as const
  await registrations.create(us)
  const calculate = (params: Partial<Stripe.Tax.CalculationCreateParams> = {}) =>
    world.stripe.tax.calculations.create({
      ...{ currency: 'eur', customer_details: HERE, line_items: [{ amount: 1000 }] },
      ...params,
    })
  /** Why a sale to such a customer is taxed as it is, and how much. */
  const reasonFor = async (
    customer_details: Stripe.Tax.CalculationCreateParams.CustomerDetails,
  ) => {
    const { tax_breakdown, tax_amount_exclusive } = await calculate({ customer_details })
    return [tax_breakdown[0]?.taxability_reason, tax_amount_exclusive]
  }
  return { ...world, calculate, reasonFor }
}

describe('a calculation of tax', () => {
  it('adds tax to prices without, and finds it in prices with', async (t) => {
    const { calculate, stripe, now } = await collecting(t)
    const made = await calculate({
      line_items: [
        { amount: 1000, reference: 'beans', quantity: 2 },
        { amount: 1190, tax_behavior: 'inclusive' },
        { amount: 500, tax_code: 'txcd_00000000' },
      ],
      shipping_cost: { amount: 300 },
      expand: ['line_items'],
    })

    assert.deepEqual([made.tax_amount_exclusive, made.tax_amount_inclusive], [247, 190])
    assert.equal(made.amount_total, 1000 + 1190 + 500 + 300 + 247)
    assert.equal(made.shipping_cost?.amount_tax, 57)
    assert.equal(made.expires_at, now() + 90 * 24 * 3600)
    assert.deepEqual(
      made.tax_breakdown.map((one) => [one.inclusive, one.taxability_reason, one.taxable_amount]),
      [
        [false, 'standard_rated', 1300],
        [true, 'standard_rated', 1000],
        [false, 'product_exempt', 0],
      ],
    )
    assert.equal(made.tax_breakdown[0]?.tax_rate_details.percentage_decimal, '19')
    assert.deepEqual(
      made.line_items?.data.map((line) => [line.reference, line.amount_tax, line.quantity]),
      [
        ['beans', 190, 2],
        ['L2', 190, 1],
        ['L3', 0, 1],
      ],
    )
    const id = made.id ?? ''
    const page = await stripe.tax.calculations.listLineItems(id, { limit: 1 })
    assert.deepEqual([page.data[0]?.reference, page.has_more], ['beans', true])
    assert.equal((await stripe.tax.calculations.retrieve(id)).amount_total, made.amount_total)
  })

  it('collects nothing where the account is not registered, or nobody has to pay', async (t) => {
    const { reasonFor, stripe } = await collecting(t)
    const inState = (state: string) => ({ address: { country: 'US', state } })
    assert.deepEqual(await reasonFor({ address: { country: 'FR' } }), ['not_collecting', 0])
    assert.deepEqual(await reasonFor(inState('CA')), ['standard_rated', 73])
    assert.deepEqual(await reasonFor(inState('NY')), ['not_collecting', 0])
    const exempt = { ...HERE, taxability_override: 'customer_exempt' } as const
    assert.deepEqual(await reasonFor(exempt), ['customer_exempt', 0])

    const oss = {
      country: 'DE',
      active_from: 'now',
      country_options: { de: { type: 'oss_union' } },
    }
    await stripe.tax.registrations.create(oss as Stripe.Tax.RegistrationCreateParams)
    await stripe.tax.settings.update({ head_office: { address: { country: 'DE' } } })
    assert.deepEqual(await reasonFor({ address: { country: 'FR' } }), ['standard_rated', 200])
    const tax_ids = [{ type: 'eu_vat', value: 'FR12345678901' } as const]
    assert.deepEqual(await reasonFor({ address: { country: 'FR' }, tax_ids }), [
      'reverse_charge',
      0,
    ])
    assert.deepEqual(await reasonFor({ ...HERE, tax_ids }), ['standard_rated', 190])
  })

  it('rounds a half up, however the rate is written', async (t) => {
    const { calculate, stripe } = await collecting(t)
    await stripe.tax.registrations.create({
      ...{ country: 'US', active_from: 'now' },
      country_options: { us: { state: 'MO', type: 'state_sales_tax' } },
    })
    // 4.225 % of 6000 is 253.5, of which floating point makes a little less.
    const made = await calculate({
      customer_details: { address: { country: 'US', state: 'MO' } },
      line_items: [{ amount: 6000 }],
    })
    assert.equal(made.tax_amount_exclusive, 254)
  })

  it('knows the customer it is for', async (t) => {
    const { calculate, stripe } = await collecting(t)
    const { id } = await stripe.customers.create({ address: { country: 'DE', city: 'Kiel' } })
    const customer_details =
      undefined as unknown as Stripe.Tax.CalculationCreateParams.CustomerDetails
    const made = await calculate({ customer: id, customer_details })
    assert.deepEqual([made.customer, made.tax_amount_exclusive], [id, 190])
    assert.equal(made.customer_details.address?.city, 'Kiel')
    await stripe.customers.update(id, { tax_exempt: 'exempt' })
    assert.equal((await calculate({ customer: id, customer_details })).tax_amount_exclusive, 0)

    const nowhere = { code: 'customer_tax_location_invalid', param: 'customer' }
    const { id: lost } = await stripe.customers.create()
    await assert.rejects(calculate({ customer: lost, customer_details }), nowhere)
    await assert.rejects(calculate({ customer: id }), { code: 'parameters_exclusive' })
    await assert.rejects(calculate({ customer_details: { address: { country: 'US' } } }), {
      param: 'customer_details[address]',
    })
    const twice = [
      { amount: 1, reference: 'a' },
      { amount: 2, reference: 'a' },
    ]
    await assert.rejects(calculate({ line_items: twice }), { param: 'line_items[1][reference]' })
  })
})
