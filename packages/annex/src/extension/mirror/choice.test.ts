import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { choose } from './choice.js'
import { UnknownKind } from './kinds.js'

const tables = (names?: string[]) => choose(names).kinds.map(({ table }) => table)

describe('which kinds are mirrored', () => {
  it('are those that reports and console need, unless told', () => {
    assert.deepEqual(tables(), tables(['default']))
    assert.ok(tables().includes('charges'))
    assert.ok(!tables().includes('payment_links'))
  })

  it('may be named by table or by word, and added to the usual ones', () => {
    assert.deepEqual(tables(['charges']), ['accounts', 'charges'])
    assert.deepEqual(tables(['charge']), ['accounts', 'charges'])
    assert.deepEqual(tables(['default', 'payment_links']), [...tables(), 'payment_links'])
  })

  it('bring what their lists hold, and are brought by it', () => {
    assert.deepEqual(choose(['subscriptions']).tables, [
      ...['accounts', 'subscriptions', 'subscription_items'],
    ])
    assert.deepEqual(tables(['invoice_line_items']), ['accounts', 'invoices'])
  })

  it('are all there are', () => {
    assert.equal(choose(['all']).kinds.length, new Set(tables(['all'])).size)
    assert.ok(tables(['all']).includes('payment_links'))
  })

  it('are refused with the names there are', () => {
    assert.throws(
      () => choose(['charges', 'chargse']),
      (error) =>
        error instanceof UnknownKind &&
        error.message.startsWith("There is no kind 'chargse'. There are: default, all, accounts,"),
    )
  })
})
