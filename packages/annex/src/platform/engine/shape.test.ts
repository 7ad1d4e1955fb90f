import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { kinds } from '../../catalogue/catalogue.js'
import { blank } from './shape.js'
import { shapeErrors } from './shape-errors.js'

describe('a blank object', () => {
  it('has every field that is always shown, for every kind', () => {
    for (const kind of kinds()) {
      const missing = shapeErrors(kind, blank(kind)).filter((line) => line.endsWith(': missing'))
      assert.deepEqual(missing, [])
    }
  })

  it('shows null, empty and zero, and leaves out what must be expanded', () => {
    const customer = blank('customer')

    assert.equal(customer['object'], 'customer')
    assert.equal(customer['address'], null)
    assert.equal(customer['balance'], 0)
    assert.deepEqual(customer['metadata'], {})
    assert.deepEqual(customer['preferred_locales'], [])
    assert.equal('sources' in customer, false)
  })

  it('is new each time', () => {
    assert.notEqual(blank('customer')['metadata'], blank('customer')['metadata'])
  })
})

describe('the shape of an answer', () => {
  const customer: Record<string, unknown> = {
    ...blank('customer'),
    id: 'cus_1',
    email: 'ada@shop.test',
  }

  it('is accepted when it is as the catalogue says', () => {
    assert.deepEqual(shapeErrors('customer', customer), [])
    assert.deepEqual(
      shapeErrors('customer', { id: 'cus_1', object: 'customer', deleted: true }),
      [],
    )
  })

  it('is found wrong where a field is missing, foreign or of another type', () => {
    const { balance: _, ...rest } = customer
    assert.deepEqual(shapeErrors('customer', { ...rest, colour: 'red', email: 7 }), [
      'customer.colour: not in the catalogue',
      'customer.balance: missing',
      'customer.email: 7 instead of a text',
    ])
  })

  it('is looked at inside hashes, lists and expanded objects', () => {
    const sources = { object: 'list', data: [{ object: 'card' }], has_more: false, url: '/v1' }
    const lines = shapeErrors('customer', {
      ...customer,
      invoice_settings: { custom_fields: null, footer: 1, rendering_options: null },
      test_clock: { id: 'clock_1', object: 'customer' },
      tax_exempt: 'perhaps',
      metadata: { a: 1 },
      sources,
    })

    assert.ok(lines.includes('customer.invoice_settings.default_payment_method: missing'))
    assert.ok(lines.includes('customer.invoice_settings.footer: 1 instead of a text'))
    assert.ok(lines.includes('customer.metadata.a: 1 instead of a text'))
    assert.ok(lines.some((line) => line.startsWith('customer.sources.data[0].brand: missing')))
    assert.ok(lines.some((line) => line.startsWith('customer.test_clock.object: "customer"')))
    assert.ok(lines.some((line) => line.startsWith('customer.tax_exempt: "perhaps"')))
  })
})
