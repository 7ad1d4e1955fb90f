import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { startPlatform } from '../../../testing.js'

async function calculated(t: TestContext) {
  const world = await startPlatform()
  t.after(world.close)
  const { tax } = world.stripe
  const standard = { type: 'standard', standard: { place_of_supply_scheme: 'standard' } } as const
  await tax.registrations.create({
    ...{ country: 'DE', active_from: 'now', country_options: { de: standard } },
  })
  const { id } = await tax.calculations.create({
    ...{ currency: 'eur', customer_details: { address: { country: 'DE' } } },
    line_items: [
      { amount: 1000, reference: 'beans' },
      { amount: 1190, reference: 'mug', tax_behavior: 'inclusive' },
    ],
    shipping_cost: { amount: 100 },
  })
  const calculation = id ?? ''
  const collect = (reference: string) =>
    tax.transactions.createFromCalculation({ calculation, reference, expand: ['line_items'] })
  return { ...world, tax, calculation, collect }
}

describe('a tax transaction', () => {
  it('keeps what was calculated, under a reference of its own', async (t) => {
    const { tax, calculation, collect, advance, now } = await calculated(t)

    const made = await collect('order 1')
    assert.deepEqual(
      [made.type, made.posted_at, made.shipping_cost?.amount_tax],
      ['transaction', now(), 19],
    )
    assert.deepEqual(
      made.line_items?.data.map(({ reference, amount_tax, type }) => [reference, amount_tax, type]),
      [
        ['beans', 190, 'transaction'],
        ['mug', 190, 'transaction'],
      ],
    )
    assert.equal((await tax.transactions.retrieve(made.id)).reference, 'order 1')
    assert.equal((await tax.transactions.listLineItems(made.id)).data.length, 2)
    await assert.rejects(collect('order 1'), {
      code: 'resource_already_exists',
      param: 'reference',
    })
    const none = { calculation: 'taxcalc_none', reference: 'order 2' }
    const absent = { code: 'resource_missing', param: 'calculation' }
    await assert.rejects(tax.transactions.createFromCalculation(none), absent)
    advance(90 * 24 * 3600)
    const late = tax.transactions.createFromCalculation({ calculation, reference: 'order 3' })
    await assert.rejects(late, { param: 'calculation' })
  })

  it('is given back as a whole, once', async (t) => {
    const { tax, collect } = await calculated(t)
    const { id: original_transaction } = await collect('order 1')
    const full = { mode: 'full', original_transaction } as const

    const back = await tax.transactions.createReversal({
      ...{ ...full, reference: 'refund 1', expand: ['line_items'] },
    })

    assert.deepEqual([back.type, back.reversal], ['reversal', { original_transaction }])
    assert.deepEqual(
      back.line_items?.data.map(({ amount, amount_tax, type }) => [amount, amount_tax, type]),
      [
        [-1000, -190, 'reversal'],
        [-1190, -190, 'reversal'],
      ],
    )
    assert.deepEqual([back.shipping_cost?.amount, back.shipping_cost?.amount_tax], [-100, -19])
    const again = tax.transactions.createReversal({ ...full, reference: 'refund 2' })
    await assert.rejects(again, { param: 'original_transaction' })
    const of = tax.transactions.createReversal({
      ...{ mode: 'full', original_transaction: back.id, reference: 'refund 3' },
    })
    await assert.rejects(of, { param: 'original_transaction' })
  })

  it('is given back in parts, by the line or as a flat amount', async (t) => {
    const { tax, collect } = await calculated(t)
    const { id: original_transaction, line_items } = await collect('order 1')
    const [beans] = line_items?.data ?? []
    const partial = { mode: 'partial', original_transaction } as const
    const line = { original_line_item: beans?.id ?? '', reference: 'half the beans' }

    const half = await tax.transactions.createReversal({
      ...{ ...partial, reference: 'refund 1', expand: ['line_items'] },
      line_items: [{ ...line, amount: -500, amount_tax: -95, quantity: 1 }],
    })
    assert.deepEqual(
      half.line_items?.data.map(({ reference }) => reference),
      ['half the beans'],
    )
    const asked = (reference: string, more: object) =>
      tax.transactions.createReversal({ ...partial, reference, expand: ['line_items'], ...more })
    const above = { line_items: [{ ...line, amount: -501, amount_tax: 0 }] }
    await assert.rejects(asked('r', above), { param: 'line_items[0][amount]' })
    const positive = { line_items: [{ ...line, amount: 5, amount_tax: 0 }] }
    await assert.rejects(asked('r', positive), { param: 'line_items[0][amount]' })
    const other = { line_items: [{ ...line, original_line_item: 'x', amount: -1, amount_tax: 0 }] }
    await assert.rejects(asked('r', other), { param: 'line_items[0][original_line_item]' })
    await assert.rejects(asked('r', {}), { code: 'parameter_missing', param: 'line_items' })

    // Left are 595 of the beans, 1190 of the mug and 119 of shipping, taxes included.
    await assert.rejects(asked('r', { flat_amount: -1905 }), { param: 'flat_amount' })
    const flat = await asked('refund 2', { flat_amount: -952 })
    const parts = [...(flat.line_items?.data ?? [])]
    const sums = parts.map(({ amount, amount_tax, tax_behavior }) =>
      tax_behavior === 'inclusive' ? amount : amount + amount_tax,
    )
    const { amount = 0, amount_tax = 0 } = flat.shipping_cost ?? {}
    assert.equal(sums.reduce((sum, one) => sum + one, 0) + amount + amount_tax, -952)
    const rest = await tax.transactions.createReversal({
      ...{ mode: 'full', original_transaction, reference: 'refund 3' },
    })
    assert.equal(rest.type, 'reversal')
    await assert.rejects(asked('r', { flat_amount: -1 }), { statusCode: 400 })
  })

  it('comes of a payment that names its calculation', async (t) => {
    const { stripe, tax, calculation } = await calculated(t)
    const pay = (currency: string) =>
      stripe.paymentIntents.create({
        ...{ amount: 2499, currency, confirm: true, payment_method: 'pm_card_visa' },
        ...{ return_url: 'https://harbour.test/', hooks: { inputs: { tax: { calculation } } } },
      })
    const paid = await pay('eur')

    const found = await tax.associations.find({ payment_intent: paid.id })

    const [attempt] = found.tax_transaction_attempts ?? []
    assert.deepEqual([found.calculation, attempt?.status], [calculation, 'committed'])
    const { reference } = await tax.transactions.retrieve(attempt?.committed?.transaction ?? '')
    assert.equal(reference, paid.id)
    const wrong = await tax.associations.find({ payment_intent: (await pay('usd')).id })
    assert.equal(wrong.tax_transaction_attempts?.[0]?.errored?.reason, 'currency_mismatch')
    const plain = await stripe.paymentIntents.create({ amount: 500, currency: 'eur' })
    await assert.rejects(tax.associations.find({ payment_intent: plain.id }), { statusCode: 404 })
  })
})
