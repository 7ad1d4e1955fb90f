import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { routeFor } from '../../catalogue/catalogue.js'
import { decodeForm } from '../../core/form.js'
import { Refusal } from './errors.js'
import { mergeMetadata } from './metadata.js'
import { validate } from './validate.js'

/** `validated('POST /v1/customers', 'name=Ada')` as the engine would check it. */
function validated(operation: string, form: string) {
  const [method = '', path = ''] = operation.split(' ')
  const route = routeFor(method, path)
  assert.ok(route, `no such operation: ${operation}`)
  return validate(decodeForm(form), route.value.parameters)
}

function refusal(operation: string, form: string): Refusal {
  try {
    validated(operation, form)
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error))
    return error
  }
  return assert.fail(`accepted: ${form}`)
}

describe('parameters that fit', () => {
  it('become numbers, booleans, texts and lists', () => {
    const params = validated(
      'POST /v1/payment_intents',
      'amount=2000&currency=USD&confirm=true&expand[]=customer&automatic_payment_methods[enabled]=1',
    )

    assert.deepEqual(params, {
      amount: 2000,
      currency: 'usd',
      confirm: true,
      expand: ['customer'],
      automatic_payment_methods: { enabled: true },
    })
  })

  it('are null where an empty value unsets them, and absent where nothing was sent', () => {
    const params = validated('POST /v1/customers/cus_1', 'shipping=&name=&metadata=')
    assert.deepEqual(params, { shipping: null, name: null, metadata: null })
  })

  it('may be a range or a moment', () => {
    const list = 'GET /v1/customers'
    assert.deepEqual(validated(list, 'created=17'), { created: 17 })
    assert.deepEqual(validated(list, 'created[gte]=17&created[lt]=20'), {
      created: { gte: 17, lt: 20 },
    })
  })

  it('may be lists of hashes, with indices or without', () => {
    const create = 'POST /v1/subscriptions'
    const items = [{ price: 'price_1', quantity: 2 }, { price: 'price_2' }]

    const indexed =
      'items[0][price]=price_1&items[0][quantity]=2&items[1][price]=price_2&customer=cus_1'
    const rack = 'items[][price]=price_1&items[][quantity]=2&items[][price]=price_2&customer=cus_1'

    assert.deepEqual(validated(create, indexed)['items'], items)
    assert.deepEqual(validated(create, rack)['items'], items)
  })

  it('accept expand as one text, and everywhere', () => {
    assert.deepEqual(validated('GET /v1/customers/cus_1', 'expand=sources'), {
      expand: ['sources'],
    })
    assert.deepEqual(validated('DELETE /v1/customers/cus_1', 'expand[]=sources'), {
      expand: ['sources'],
    })
  })

  it('keep metadata as data, whatever its keys are called', () => {
    const { metadata } = validated('POST /v1/customers', 'metadata[__proto__]=x&metadata[0]=y')
    assert.deepEqual(Object.entries(metadata ?? {}), [
      ['0', 'y'],
      ['__proto__', 'x'],
    ])
  })
})

describe('parameters that do not fit', () => {
  const cases: [operation: string, form: string, param: string, message: string | RegExp][] = [
    ['POST /v1/customers', 'emial=x', 'emial', 'Received unknown parameter: emial'],
    ['POST /v1/customers', 'emial=x&nmae=y', 'emial', 'Received unknown parameters: emial, nmae'],
    [
      'POST /v1/customers',
      'shipping[name]=A&shipping[address][lien1]=x',
      'shipping[address][lien1]',
      'Received unknown parameter: shipping[address][lien1]',
    ],
    ['POST /v1/customers', '__proto__=x', '__proto__', 'Received unknown parameter: __proto__'],
    ['POST /v1/payment_intents', 'currency=usd', 'amount', 'Missing required param: amount.'],
    [
      'POST /v1/checkout/sessions',
      'line_items[0][price_data][unit_amount]=1',
      'line_items[0][price_data][currency]',
      'Missing required param: line_items[0][price_data][currency].',
    ],
    ['POST /v1/payment_intents', 'amount=abc&currency=usd', 'amount', 'Invalid integer: abc'],
    ['POST /v1/payment_intents', 'amount=1.5&currency=usd', 'amount', 'Invalid integer: 1.5'],
    [
      'POST /v1/payment_intents',
      'amount=99999999999999999999&currency=usd',
      'amount',
      'Invalid integer: 99999999999999999999',
    ],
    ['GET /v1/customers', 'limit=0', 'limit', 'This value must be greater than or equal to 1.'],
    [
      'GET /v1/customers',
      'limit=101',
      'limit',
      "This value must be less than or equal to 100 (it currently is '101').",
    ],
    ['GET /v1/customers', 'created=soon', 'created', /^Invalid (?:integer|timestamp): soon/],
    ['GET /v1/customers', 'created[gte]=soon', 'created[gte]', 'Invalid integer: soon'],
    [
      'GET /v1/customers',
      'created[foo]=1',
      'created[foo]',
      'Received unknown parameter: created[foo]',
    ],
    [
      'GET /v1/invoices',
      'collection_method=never',
      'collection_method',
      'Invalid collection_method: must be one of charge_automatically or send_invoice',
    ],
    [
      'POST /v1/payment_intents',
      'amount=1&currency=zzz',
      'currency',
      /^Invalid currency: zzz\. Stripe currently supports these currencies: usd, aed, afn/,
    ],
    ['POST /v1/products', 'name=A&active=yes', 'active', 'Invalid boolean: yes'],
    ['POST /v1/products', 'name=A&metadata=x', 'metadata', 'Invalid object'],
    ['POST /v1/customers', 'shipping=x', 'shipping', 'Invalid object'],
    ['POST /v1/customers', 'preferred_locales=en', 'preferred_locales', 'Invalid array'],
    ['POST /v1/customers', 'email[a]=x', 'email', 'Invalid string: {…}'],
    [
      'POST /v1/payment_intents',
      'amount=&currency=usd',
      'amount',
      /^You passed an empty string for 'amount'/,
    ],
    [
      'POST /v1/customers',
      'preferred_locales[1]=en',
      'preferred_locales',
      /You passed the keys `1`, we expected to have a key with the value `0`\.$/,
    ],
    [
      'POST /v1/prices',
      'currency=usd&unit_amount_decimal=1e3',
      'unit_amount_decimal',
      'Invalid decimal: 1e3',
    ],
    ['POST /v1/coupons', 'percent_off=half', 'percent_off', 'Invalid decimal: half'],
    ['POST /v1/customers', `description=${'x'.repeat(5001)}`, 'description', /5000 characters/],
    ['POST /v1/customers', `metadata[${'k'.repeat(41)}]=x`, 'metadata', /up to 40 characters/],
    ['POST /v1/customers', `metadata[k]=${'x'.repeat(501)}`, 'metadata[k]', /up to 500 characters/],
    ['POST /v1/customers', 'metadata[k][l]=x', 'metadata[k]', /^Invalid string/],
  ]
  for (const [operation, form, param, message] of cases) {
    it(`${operation} ${form.slice(0, 60)}`, () => {
      const refused = refusal(operation, form)

      assert.equal(refused.status, 400)
      assert.equal(refused.param, param)
      if (typeof message === 'string') assert.equal(refused.message, message)
      else assert.match(refused.message, message)
    })
  }

  it('have the codes of their kind', () => {
    const create = 'POST /v1/payment_intents'
    assert.equal(refusal(create, 'currency=usd').code, 'parameter_missing')
    assert.equal(refusal(create, 'foo=1').code, 'parameter_unknown')
    assert.equal(refusal(create, 'amount=x&currency=usd').code, 'parameter_invalid_integer')
    assert.equal(refusal(create, 'amount=&currency=usd').code, 'parameter_invalid_empty')
    assert.equal(refusal('GET /v1/invoices', 'status=x').code, undefined)
  })
})

describe('limits that hold exactly', () => {
  it('a text of 5,000 characters, also when each takes two code units', () => {
    assert.ok(validated('POST /v1/customers', `description=${'😀'.repeat(5000)}`))
    assert.match(refusal('POST /v1/customers', `description=${'😀'.repeat(5001)}`).message, /5000/)
  })

  it('50 keys of metadata', () => {
    const keys = (count: number) =>
      Array.from({ length: count }, (_, index) => `metadata[k${index}]=v`).join('&')
    assert.ok(validated('POST /v1/customers', keys(50)))
    assert.match(refusal('POST /v1/customers', keys(51)).message, /50 metadata keys/)
  })

  it('100 elements of a list, but as many events as there are', () => {
    const locales = (count: number) => 'preferred_locales[]=en&'.repeat(count)
    assert.ok(validated('POST /v1/customers', locales(100)))
    assert.match(refusal('POST /v1/customers', locales(101)).message, /at most 100/)
    const events = 'enabled_events[]=customer.created&'.repeat(200)
    assert.ok(validated('POST /v1/webhook_endpoints', `url=https://a.test&${events}`))
  })

  it('pages of 1 to 100', () => {
    assert.deepEqual(validated('GET /v1/charges', 'limit=1'), { limit: 1 })
    assert.deepEqual(validated('GET /v1/charges', 'limit=100'), { limit: 100 })
  })
})

describe('metadata after an update', () => {
  const before = { a: '1', b: '2' }

  it('keeps what was not mentioned, replaces, and removes what is empty', () => {
    assert.deepEqual(mergeMetadata(before, { b: '', c: '3' }), { a: '1', c: '3' })
    assert.deepEqual(mergeMetadata(before, undefined), before)
    assert.deepEqual(mergeMetadata(before, null), {})
  })

  it('refuses a 51st key, but not one that replaces another', () => {
    const full = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, 'v']))
    assert.throws(() => mergeMetadata(full, { another: 'v' }), /50 metadata keys/)
    assert.equal(mergeMetadata(full, { k0: '', another: 'v' })['another'], 'v')
  })
})
