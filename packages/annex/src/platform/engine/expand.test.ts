import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { kind as entryOf } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import { expandObject, type Source } from './expand.js'
import { expansionTree } from './expand-paths.js'

const customer = { id: 'cus_1', object: 'customer', default_source: null, invoice_settings: {} }
const card = { id: 'pm_1', object: 'payment_method', customer: 'cus_1' }
const intent = {
  id: 'pi_1',
  object: 'payment_intent',
  customer: 'cus_1',
  payment_method: 'pm_1',
  latest_charge: 'ch_1',
  review: null,
  transfer_data: { destination: 'acct_1' },
}
const charge = {
  id: 'ch_1',
  object: 'charge',
  balance_transaction: 'txn_1',
  payment_intent: 'pi_1',
}
const transaction = { id: 'txn_1', object: 'balance_transaction', source: 'ch_1' }
const account = { id: 'acct_1', object: 'account' }
const refund = { id: 're_1', object: 'refund', charge: 'ch_1' }

const source: Source = {
  fieldsOf: (kind) => entryOf(kind).fields,
  load: (_, id) =>
    [customer, card, intent, charge, transaction, account].find((one) => one.id === id),
  include: (_, object, field) =>
    object === charge && field === 'refunds'
      ? { object: 'list', data: [refund], has_more: false, url: '/v1/charges/ch_1/refunds' }
      : undefined,
}

function expanded(kind: Kind, object: object, ...paths: string[]): unknown {
  return expandObject(kind, object, expansionTree(paths, entryOf(kind).fields, 'object'), source)
}

describe('expanding', () => {
  it('puts the object in the place of its id, and leaves the original alone', () => {
    const before = structuredClone(intent)

    assert.deepEqual(expanded('payment_intent', intent, 'customer'), { ...intent, customer })
    assert.deepEqual(intent, before)
  })

  it('goes on inside what it expanded, several ways at once', () => {
    assert.deepEqual(
      expanded('payment_intent', intent, 'payment_method.customer', 'latest_charge'),
      { ...intent, payment_method: { ...card, customer }, latest_charge: charge },
    )
  })

  it('reaches into hashes and lists', () => {
    assert.deepEqual(expanded('payment_intent', intent, 'transfer_data.destination'), {
      ...intent,
      transfer_data: { destination: account },
    })
    assert.deepEqual(expanded('charge', charge, 'refunds.data.charge'), {
      ...charge,
      refunds: {
        object: 'list',
        data: [{ ...refund, charge }],
        has_more: false,
        url: '/v1/charges/ch_1/refunds',
      },
    })
  })

  it('finds the kind where a field may name several', () => {
    assert.deepEqual(expanded('balance_transaction', transaction, 'source'), {
      ...transaction,
      source: charge,
    })
  })

  it('keeps null, what is nowhere to be found, and what is deleted', () => {
    const gone: Source = {
      ...source,
      load: (kind, id) => (id === 'cus_1' ? { id, object: kind, deleted: true } : undefined),
    }
    const paths = ['customer.default_source', 'review', 'latest_charge']
    const tree = expansionTree(paths, entryOf('payment_intent').fields, 'object')

    assert.deepEqual(expandObject('payment_intent', intent, tree, gone), {
      ...intent,
      customer: { id: 'cus_1', object: 'customer', deleted: true },
    })
  })

  it('ignores mistakes below the first part', () => {
    assert.deepEqual(expanded('payment_intent', intent, 'customer.nonsense'), {
      ...intent,
      customer,
    })
  })
})

describe('refusing to expand', () => {
  const refused = (answer: 'object' | 'list' | 'search', ...paths: string[]) => {
    const fields = entryOf('payment_intent').fields
    try {
      expansionTree(paths, fields, answer)
    } catch (error) {
      return error instanceof Error ? error.message : assert.fail()
    }
    return assert.fail(`expanded ${paths.join()}`)
  }

  it('what cannot be expanded, or is not there', () => {
    assert.equal(refused('object', 'metadata'), 'This property cannot be expanded (metadata).')
    assert.equal(refused('object', 'amount'), 'This property cannot be expanded (amount).')
    assert.equal(
      refused('object', 'aplication'),
      "This property cannot be expanded because it doesn't exist: aplication.",
    )
    assert.match(refused('object', '__proto__'), /doesn't exist: __proto__/)
    assert.match(refused('object', ''), /doesn't exist/)
  })

  it('on a list without data, saying how it is meant', () => {
    assert.equal(
      refused('list', 'customer'),
      "This property cannot be expanded (customer). You may want to try expanding 'data.customer' instead.",
    )
    assert.match(refused('list', 'data.metadata'), /cannot be expanded \(data\.metadata\)/)
    assert.match(refused('list', 'total_count'), /doesn't exist/)
  })

  it('more than 4 levels, and more than 20 properties', () => {
    assert.equal(
      refused('list', 'data.items.data.price.product'),
      'You cannot expand more than 4 levels of a property. Property: data.items.data.price.product',
    )
    const many = Array.from({ length: 21 }, () => 'customer')
    assert.match(refused('object', ...many), /at most 20/)
  })

  it('but not the count of a search, nor 20 times the same', () => {
    const { fields } = entryOf('payment_intent')
    assert.ok(expansionTree(['total_count', 'data.customer'], fields, 'search'))
    assert.ok(
      expansionTree(
        Array.from({ length: 20 }, () => 'customer'),
        fields,
        'object',
      ),
    )
  })
})
