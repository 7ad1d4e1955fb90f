import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findObject, insertObject } from '../store/objects.js'
import { listObjects } from '../store/object-list.js'
import { openStore } from '../store/store.js'
import { writesTo } from './writes.js'

const invoices = { account: 'acct_1', livemode: false, kind: 'invoice' } as const
const charges = { account: 'acct_1', livemode: false, kind: 'charge' } as const
const draft = { id: 'in_1', object: 'invoice', customer: 'cus_1', status: 'draft' }
const paid = { ...draft, status: 'paid' }
const at = { id: 'in_1', created: 5 }

function opened() {
  const store = openStore(':memory:')
  const kept = (place: typeof invoices | typeof charges = invoices, id = 'in_1'): unknown => {
    const row = findObject(store, place, id)
    return row && JSON.parse(row.body)
  }
  return { store, writes: writesTo(store), kept }
}

describe('what a unit writes', () => {
  it('is in the store at once', () => {
    const { writes, kept } = opened()
    assert.match(writes.insert(invoices, draft, at) ?? '', /"status": "draft"/)
    assert.deepEqual(kept(), draft)
    assert.match(writes.update(invoices, 'in_1', { before: draft, after: paid }) ?? '', /paid/)
    assert.deepEqual(kept(), paid)
  })

  it('comes in the end where it is held back, as it is then', () => {
    const { store, writes, kept } = opened()
    writes.hold(() => {
      assert.equal(writes.insert(invoices, draft, at), undefined)
      writes.hold(() => writes.update(invoices, 'in_1', { before: draft, after: paid }))
      assert.equal(kept(), undefined)
    })
    assert.deepEqual(kept(), paid)
    const ofCustomer = { filters: [], key: { field: 'customer', value: 'cus_1' }, limit: 9 }
    assert.deepEqual(
      listObjects(store, invoices, ofCustomer).map(({ created }) => created),
      [5],
    )
  })

  it('finds its keys where what was there changes twice', () => {
    const { store, writes } = opened()
    writes.insert(invoices, draft, at)
    const moved = { ...draft, customer: 'cus_2' }
    const again = { ...draft, customer: 'cus_3' }
    writes.hold(() => {
      writes.update(invoices, 'in_1', { before: draft, after: moved })
      writes.update(invoices, 'in_1', { before: moved, after: again })
    })
    const found = (value: string) =>
      listObjects(store, invoices, { filters: [], key: { field: 'customer', value }, limit: 9 })
    assert.deepEqual(
      ['cus_1', 'cus_2', 'cus_3'].map((id) => found(id).length),
      [0, 0, 1],
    )
  })

  it('comes earlier for whoever asks the store: all, a kind, or one object', () => {
    const { writes, kept } = opened()
    const charge = { id: 'ch_1', object: 'charge' }
    writes.hold(() => {
      writes.insert(invoices, draft, at)
      writes.insert(charges, charge, { id: 'ch_1', created: 5 })
      writes.settle(charges, 'ch_2')
      assert.equal(kept(charges, 'ch_1'), undefined)
      writes.settle(charges)
      assert.deepEqual(kept(charges, 'ch_1'), charge)
      assert.equal(kept(), undefined)
      writes.settle()
      assert.deepEqual(kept(), draft)
      writes.update(invoices, 'in_1', { before: draft, after: paid })
    })
    assert.deepEqual(kept(), paid)
  })

  it('is forgotten with the work that failed, and the next begins anew', () => {
    const { writes, kept } = opened()
    const failing = () =>
      writes.hold(() => {
        writes.insert(invoices, draft, at)
        throw new Error('in between')
      })
    assert.throws(failing, /in between/)
    writes.hold(() => {})
    assert.equal(kept(), undefined)
    writes.insert(invoices, draft, at)
    assert.deepEqual(kept(), draft)
  })

  it('is taken back after a rehearsal, which finds all that came before', () => {
    const { store, writes, kept } = opened()
    insertObject(store, charges, { id: 'ch_1', created: 1, body: '{"id":"ch_1"}', keys: {} })
    writes.hold(() => {
      writes.insert(invoices, draft, at)
      const seen = writes.rehearse(() => {
        writes.update(invoices, 'in_1', { before: draft, after: paid })
        const before = kept()
        writes.settle(invoices)
        return [before, kept()]
      })
      assert.deepEqual(seen, [draft, paid])
    })
    assert.deepEqual(kept(), draft)
  })
})
