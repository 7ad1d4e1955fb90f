import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findObject, insertObject } from './objects.js'
import { openStore, type Store } from './store.js'

const place = { account: 'acct_1', livemode: false, kind: 'customer' }

function keep(store: Store, id: string): void {
  insertObject(store, place, { id, created: 1, body: '{}', keys: {} })
}

function keepLater(store: Store, id: string): void {
  store.putOff(id, () => keep(store, id))
}

function has(store: Store, id: string): boolean {
  return findObject(store, place, id) !== undefined
}

function hasApart(store: Store, id: string, about = id): boolean {
  return store.apart(about, () => has(store, id))
}

/** One part of what commits together. */
function part<T>(store: Store, work: () => T): Promise<T> {
  return store.together(() => store.transaction(work))
}

describe('what is put off', () => {
  it('comes at the end of its part, and the next part finds it', async () => {
    const store = openStore(':memory:')
    const done: string[] = []

    const first = part(store, () => {
      for (const id of ['cus_1', 'cus_2']) store.putOff(id, () => done.push(id))
      done.push('decided')
    })
    assert.deepEqual(done, ['decided', 'cus_1', 'cus_2'])
    const second = part(store, () => keepLater(store, 'cus_3'))
    const third = part(store, () => has(store, 'cus_3'))

    assert.equal(await third, true)
    await Promise.all([first, second])
    store.close()
  })

  it('comes first where a statement might miss it, and can be undone even then', async () => {
    const store = openStore(':memory:')

    const refused = store.together(() => {
      assert.throws(() => {
        store.transaction(() => {
          keepLater(store, 'cus_1')
          assert.equal(has(store, 'cus_1'), true)
          keepLater(store, 'cus_2')
          throw new Error('refused')
        })
      }, /refused/)
    })
    const kept = part(store, () => {
      keepLater(store, 'cus_3')
      keep(store, 'cus_4')
    })
    await Promise.all([refused, kept])

    const found = ['cus_1', 'cus_2', 'cus_3', 'cus_4'].map((id) => has(store, id))
    assert.deepEqual(found, [false, false, true, true])
    store.close()
  })

  it('waits for what is read apart from it, unless that is about the same', async () => {
    const store = openStore(':memory:')
    keep(store, 'cus_0')

    await part(store, () => {
      keepLater(store, 'cus_1')
      assert.equal(hasApart(store, 'cus_0'), true)
      assert.equal(hasApart(store, 'cus_1', 'something else'), false)
      assert.equal(hasApart(store, 'cus_1'), true)
    })
    store.close()
  })

  it('is gone when its part is refused', async () => {
    const store = openStore(':memory:')

    const refused = store.together(() => {
      assert.throws(() => {
        store.transaction(() => {
          keepLater(store, 'cus_1')
          throw new Error('refused')
        })
      }, /refused/)
      return has(store, 'cus_1')
    })

    assert.equal(await refused, false)
    assert.equal(has(store, 'cus_1'), false)
    store.close()
  })

  it('undoes everything when it fails itself, and says so to everybody', async () => {
    const store = openStore(':memory:')
    const good = part(store, () => keepLater(store, 'cus_1'))
    const bad = store.together(() => {
      assert.throws(() => {
        store.transaction(() => {
          keepLater(store, 'cus_2')
          store.putOff('cus_3', () => {
            throw new Error('a bug')
          })
        })
      }, /a bug/)
    })

    const settled = await Promise.allSettled([good, bad])

    assert.deepEqual(
      settled.map(({ status }) => status),
      ['rejected', 'rejected'],
    )
    assert.deepEqual([has(store, 'cus_1'), has(store, 'cus_2')], [false, false])
    await part(store, () => keepLater(store, 'cus_4'))
    assert.equal(has(store, 'cus_4'), true)
    store.close()
  })

  it('takes no other part along where its part could be undone alone', () => {
    const store = openStore(':memory:')
    store.bundle(() => {
      store.transaction(() => keepLater(store, 'cus_1'))
      assert.throws(() => {
        store.transaction(() => {
          keep(store, 'cus_2')
          store.putOff('cus_3', () => {
            throw new Error('a bug')
          })
        })
      }, /a bug/)
    })
    assert.deepEqual([has(store, 'cus_1'), has(store, 'cus_2')], [true, false])
    store.close()
  })

  it('comes at once outside of what commits together', () => {
    const store = openStore(':memory:')
    keepLater(store, 'cus_1')
    assert.equal(hasApart(store, 'cus_1', 'something else'), true)
    store.transaction(() => {
      keepLater(store, 'cus_2')
      assert.equal(hasApart(store, 'cus_2', 'something else'), true)
    })
    store.close()
  })
})
