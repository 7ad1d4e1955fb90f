import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as catalogue from './catalogue.js'
import type { Schema } from './schema.js'

function parameter(method: string, path: string, name: string): Schema | undefined {
  return catalogue.routeFor(method, path)?.value.parameters.get(name)?.schema
}

describe('the catalogue of operations', () => {
  it('holds every operation of the package once', () => {
    const names = catalogue.operations().map((one) => `${one.method} ${one.path}`)

    assert.equal(names.length, 557)
    assert.equal(new Set(names).size, names.length)
  })

  it('finds every operation by its own path', () => {
    for (const operation of catalogue.operations()) {
      const found = catalogue.routeFor(operation.method, operation.path)
      assert.equal(found?.value, operation, operation.path)
    }
  })

  it('says what an operation does and answers with', () => {
    const cases = [
      ['POST', '/v1/customers', 'create', 'object', 'customer'],
      ['GET', '/v1/customers/cus_1', 'retrieve', 'object', 'customer'],
      ['DELETE', '/v1/customers/cus_1', 'delete', 'deleted', 'customer'],
      ['GET', '/v1/customers', 'list', 'list', 'customer'],
      ['GET', '/v1/events', 'list', 'list', 'event'],
      ['GET', '/v1/charges/search', 'search', 'search', 'charge'],
      ['POST', '/v1/payment_intents/pi_1/confirm', 'verb', 'object', 'payment_intent'],
      ['GET', '/v1/account', 'retrieve', 'object', 'account'],
      ['GET', '/v1/accounts/acct_1', 'retrieve', 'object', 'account'],
      ['GET', '/v1/balance', 'retrieve', 'object', 'balance'],
      ['DELETE', '/v1/subscriptions/sub_1', 'verb', 'object', 'subscription'],
    ] as const
    for (const [method, path, action, form, kind] of cases) {
      const operation = catalogue.routeFor(method, path)?.value
      assert.deepEqual(
        [operation?.action, operation?.form, operation?.kinds[0]],
        [action, form, kind],
        `${method} ${path}`,
      )
    }
  })

  it('still finds what the package has dropped, without listing it', () => {
    const refunds = catalogue.routeFor('GET', '/v1/charges/ch_1/refunds')
    const card = catalogue.routeFor('POST', '/v1/customers/cus_1/cards')

    assert.equal(refunds?.value.legacy, true)
    assert.deepEqual([refunds.value.action, refunds.value.kinds], ['list', ['refund']])
    assert.deepEqual(refunds.path, { id: 'ch_1' })
    assert.deepEqual(card?.value.kinds, ['card'])
    assert.equal(card?.value.parameters.get('metadata')?.schema.type, 'metadata')
    assert.equal(catalogue.routeFor('GET', '/v1/invoices/upcoming')?.path['invoice'], 'upcoming')
    assert.ok(catalogue.operations().every((one) => !one.legacy))
  })

  it('names a path parameter as the refusal of a missing object does', () => {
    const named = (path: string) => Object.keys(catalogue.routeFor('GET', path)?.path ?? {})

    assert.deepEqual(named('/v1/customers/cus_1'), ['id'])
    assert.deepEqual(named('/v1/payment_intents/pi_1'), ['intent'])
    assert.deepEqual(named('/v1/prices/price_1'), ['price'])
  })
})

describe('the schema of parameters', () => {
  it('tells whole numbers, fractions, decimals and points in time apart', () => {
    assert.equal(parameter('POST', '/v1/payment_intents', 'amount')?.type, 'integer')
    assert.equal(parameter('POST', '/v1/coupons', 'percent_off')?.type, 'number')
    assert.equal(parameter('POST', '/v1/prices', 'unit_amount_decimal')?.type, 'decimal')
    assert.equal(parameter('POST', '/v1/subscriptions', 'backdate_start_date')?.type, 'timestamp')
    assert.equal(parameter('POST', '/v1/prices', 'currency')?.type, 'currency')
  })

  it('knows lengths, and the bounds of a page', () => {
    const email = parameter('POST', '/v1/customers', 'email')
    const limit = parameter('GET', '/v1/customers', 'limit')

    assert.deepEqual(email, { type: 'string', maxLength: 512 })
    assert.deepEqual(limit, { type: 'integer', minimum: 1, maximum: 100 })
  })

  it('knows what must be given and what can be unset', () => {
    const create = catalogue.routeFor('POST', '/v1/payment_intents')?.value.parameters
    const update = catalogue.routeFor('POST', '/v1/customers/cus_1')?.value.parameters

    assert.equal(create?.get('amount')?.required, true)
    assert.equal(create?.get('amount')?.nullable, false)
    assert.equal(update?.get('shipping')?.nullable, true)
    assert.equal(update?.get('name')?.nullable, true)
  })

  it('knows whose id a parameter is', () => {
    const customer = parameter('POST', '/v1/payment_intents', 'customer')
    const clock = parameter('POST', '/v1/customers', 'test_clock')

    assert.deepEqual(customer?.type === 'string' && customer.of, ['customer'])
    assert.deepEqual(clock?.type === 'string' && clock.of, ['test_helpers.test_clock'])
  })

  it('finds nothing under the names of Object.prototype', () => {
    const parameters = catalogue.routeFor('POST', '/v1/customers')?.value.parameters
    assert.equal(parameters?.get('constructor'), undefined)
    assert.equal(parameters?.get('__proto__'), undefined)
  })
})

describe('the catalogue of kinds', () => {
  it('knows fields, and which are left out until expanded', () => {
    const { fields } = catalogue.kind('customer')

    assert.equal(fields.get('balance')?.required, true)
    assert.equal(fields.get('email')?.nullable, true)
    assert.equal(fields.get('sources')?.includable, true)
  })

  it('knows where an object refers to others', () => {
    const paths = new Map(
      catalogue.referencesOf('charge').map((one) => [one.path.join('.'), one.kinds]),
    )

    assert.deepEqual(paths.get('customer'), ['customer'])
    assert.deepEqual(paths.get('transfer_data.destination'), ['account'])
    assert.deepEqual(paths.get('refunds.data.*'), ['refund'])
  })

  it('tells an id that can be expanded from an object that is always whole', () => {
    const { fields } = catalogue.kind('charge')
    const refunds = fields.get('refunds')?.schema
    const customer = fields.get('customer')?.schema

    assert.deepEqual(customer, {
      type: 'kind',
      kinds: ['customer'],
      expandable: true,
      deleted: true,
    })
    assert.equal(refunds?.type === 'list' && refunds.items.type === 'kind', true)
    assert.equal(
      catalogue.referencesOf('charge').filter((one) => one.path[0] === 'refunds')[0]?.expandable,
      false,
    )
  })

  it('knows words, prefixes and names in messages', () => {
    assert.ok(catalogue.enumOf('refund', 'reason')?.includes('duplicate'))
    assert.equal(catalogue.enumOf('refund', 'amount'), undefined)
    assert.equal(catalogue.prefixOf('customer'), 'cus')
    assert.equal(catalogue.prefixOf('checkout.session'), 'cs_test')
    assert.equal(catalogue.prefixOf('checkout.session', true), 'cs_live')
    assert.equal(catalogue.prefixOf('coupon'), undefined)
    assert.equal(catalogue.kind('payment_method').noun, 'PaymentMethod')
  })
})

describe('events and versions', () => {
  it('knows 275 event types and what each is about', () => {
    assert.equal(catalogue.eventTypes().length, 275)
    for (const type of catalogue.eventTypes()) {
      assert.ok(catalogue.kindsOfEvent(type).length > 0, type)
    }
    assert.deepEqual(catalogue.kindsOfEvent('charge.dispute.created'), ['dispute'])
    assert.equal(catalogue.isEventType('customer.created'), true)
    assert.equal(catalogue.isEventType('toString'), false)
  })

  it('lists the versions in order, ending with the one of the package', () => {
    assert.equal(catalogue.apiVersions().at(-1), catalogue.apiVersion())
    assert.ok(catalogue.apiVersions().includes('2024-04-10'))
    assert.deepEqual(catalogue.apiVersions(), catalogue.apiVersions().toSorted())
  })
})
