import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { listObjects, type Filter } from './object-list.js'
import {
  deleteObject,
  findObject,
  insertObject,
  updateObject,
  type Keys,
  type Place,
} from './objects.js'
import { openStore, type Store } from './store.js'

const place: Place = { account: 'acct_1', livemode: false, kind: 'charge' }

function storeWith(...charges: { id: string; created: number; customer?: string }[]): Store {
  const store = openStore(':memory:')
  for (const charge of charges) {
    const keys: Keys = charge.customer === undefined ? {} : { customer: charge.customer }
    insertObject(store, place, { ...charge, body: JSON.stringify(charge), keys })
  }
  return store
}

function ids(store: Store, query: Partial<Parameters<typeof listObjects>[2]>): string[] {
  return listObjects(store, place, { filters: [], limit: 10, ...query }).map((row) => row.id)
}

describe('kept objects', () => {
  it('are listed newest first, and by order of making within a second', () => {
    const store = storeWith(
      { id: 'a', created: 5 },
      { id: 'b', created: 5 },
      { id: 'c', created: 3 },
    )

    assert.deepEqual(ids(store, {}), ['b', 'a', 'c'])
    const cursor = findObject(store, place, 'a')
    assert.ok(cursor)
    assert.deepEqual(ids(store, { cursor: { direction: 'after', row: cursor } }), ['c'])
    assert.deepEqual(ids(store, { cursor: { direction: 'before', row: cursor } }), ['b'])
  })

  it('are found by a key without looking at the others', () => {
    const store = storeWith(
      { id: 'a', created: 1, customer: 'cus_1' },
      { id: 'b', created: 2, customer: 'cus_2' },
    )
    updateObject(store, place, {
      ...{ id: 'b', body: '{"id":"b","customer":"cus_1"}' },
      ...{ keys: { customer: 'cus_1' }, before: { customer: 'cus_2' } },
    })

    assert.deepEqual(ids(store, { key: { field: 'customer', value: 'cus_1' } }), ['b', 'a'])
    assert.deepEqual(ids(store, { key: { field: 'customer', value: 'cus_2' } }), [])
  })

  it('are compared by any field, null and absent being the same', () => {
    const store = storeWith({ id: 'a', created: 1, customer: 'cus_1' }, { id: 'b', created: 2 })
    const by = (filter: Filter) => ids(store, { filters: [filter] })

    assert.deepEqual(by({ field: 'customer', operator: '=', value: null }), ['b'])
    assert.deepEqual(by({ field: 'id', operator: 'in', value: ['a', 'x'] }), ['a'])
    assert.deepEqual(by({ field: 'created', operator: '>=', value: 2 }), ['b'])
  })

  it('leave lists when deleted, but stay cursors', () => {
    const store = storeWith({ id: 'a', created: 1, customer: 'c' }, { id: 'b', created: 2 })
    deleteObject(store, place, { id: 'a', stub: '{}', keys: { customer: 'c' } })

    assert.deepEqual(ids(store, {}), ['b'])
    assert.deepEqual(ids(store, { key: { field: 'customer', value: 'c' } }), [])
    assert.equal(findObject(store, place, 'a')?.deleted, 1)
  })
})
