import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { afterThisTurn } from '../../core/timers.js'
import { findObject, insertObject } from './objects.js'
import { openStore, type Store } from './store.js'

const place = { account: 'acct_1', livemode: false, kind: 'customer' }

function keep(store: Store, id: string): void {
  insertObject(store, place, { id, created: 1, body: '{}', keys: {} })
}

const turn = () => new Promise<void>((resolve) => afterThisTurn(resolve))

function has(store: Store, id: string): boolean {
  return findObject(store, place, id) !== undefined
}

function storeCountingCommits() {
  const store = openStore(':memory:')
  const count = { commits: 0 }
  store.afterCommit(() => count.commits++)
  return { store, count }
}

describe('a bundle of work', () => {
  it('commits once, without the parts that failed', () => {
    const { store, count } = storeCountingCommits()
    store.bundle(() => {
      store.transaction(() => keep(store, 'cus_1'))
      assert.throws(() => {
        store.transaction(() => {
          keep(store, 'cus_2')
          throw new Error('no')
        })
      }, /no/)
      store.transaction(() => keep(store, 'cus_3'))
    })
    assert.deepEqual(
      [has(store, 'cus_1'), has(store, 'cus_2'), has(store, 'cus_3')],
      [true, false, true],
    )
    assert.equal(count.commits, 1)
    store.close()
  })

  it('keeps nothing when it fails itself', () => {
    const { store, count } = storeCountingCommits()
    const failing = () =>
      store.bundle(() => {
        store.transaction(() => keep(store, 'cus_1'))
        throw new Error('no')
      })
    assert.throws(failing, /no/)
    assert.deepEqual([has(store, 'cus_1'), count.commits], [false, 0])
    store.transaction(() => keep(store, 'cus_2'))
    assert.equal(has(store, 'cus_2'), true)
    store.close()
  })
})

describe('work that commits together in a file', () => {
  it('is answered once the disk has it, also when more comes meanwhile', async () => {
    const data = mkdtempSync(join(tmpdir(), 'annex-commits-'))
    const store = openStore(join(data, 'platform.db'))
    const first = store.together(() => store.transaction(() => keep(store, 'cus_1')))
    await turn()
    assert.equal(store.isWaiting(), true)

    const second = store.together(() => store.transaction(() => keep(store, 'cus_2')))
    await Promise.all([first, second])

    assert.equal(store.isWaiting(), false)
    store.close()
    const again = openStore(join(data, 'platform.db'))
    assert.deepEqual([has(again, 'cus_1'), has(again, 'cus_2')], [true, true])
    again.close()
    rmSync(data, { recursive: true })
  })

  it('answers what was under way when the store closes', async () => {
    const data = mkdtempSync(join(tmpdir(), 'annex-commits-'))
    const store = openStore(join(data, 'platform.db'))
    const first = store.together(() => store.transaction(() => keep(store, 'cus_1')))
    await turn()
    const second = store.together(() => store.transaction(() => keep(store, 'cus_2')))

    store.close()

    await Promise.all([first, second])
    rmSync(data, { recursive: true })
  })
})

describe('work that commits together', () => {
  it('waits for one commit', async () => {
    const { store, count } = storeCountingCommits()

    const answers = ['cus_1', 'cus_2', 'cus_3'].map((id) =>
      store.together(() => store.transaction(() => (keep(store, id), id))),
    )

    assert.equal(count.commits, 0)
    assert.deepEqual(await Promise.all(answers), ['cus_1', 'cus_2', 'cus_3'])
    assert.equal(count.commits, 1)
    store.close()
  })

  it('undoes a part that fails and keeps the others', async () => {
    const { store } = storeCountingCommits()
    const kept = [store.together(() => store.transaction(() => keep(store, 'cus_1')))]
    const failing = () =>
      store.transaction(() => {
        keep(store, 'cus_2')
        throw new Error('refused')
      })

    const refused = store.together(() => {
      assert.throws(failing, /refused/)
      return 'refused'
    })
    kept.push(store.together(() => store.transaction(() => keep(store, 'cus_3'))))
    await Promise.all(kept)

    assert.equal(await refused, 'refused')
    const found = ['cus_1', 'cus_2', 'cus_3'].map((id) => has(store, id))
    assert.deepEqual(found, [true, false, true])
    store.close()
  })

  it('is committed before anybody else reads or writes', async () => {
    const { store, count } = storeCountingCommits()
    const answer = store.together(() => store.transaction(() => keep(store, 'cus_1')))
    assert.equal(count.commits, 0)

    assert.equal(has(store, 'cus_1'), true)
    assert.equal(count.commits, 1)
    assert.equal(store.isWaiting(), false)

    store.transaction(() => keep(store, 'cus_2'))
    assert.equal(count.commits, 2)
    await answer
    store.close()
  })

  it('is committed when the store closes', async () => {
    const { store, count } = storeCountingCommits()
    const answer = store.together(() => store.transaction(() => keep(store, 'cus_1')))

    store.close()

    await answer
    assert.equal(count.commits, 1)
  })

  it('tells everybody when the commit fails', async () => {
    const { store } = storeCountingCommits()
    const orphan = `insert into attempts (delivery, number, at, duration_ms, outcome)
                    values ('dlv_none', 1, 1, 1, 'accepted')`
    const answers = [
      store.together(() => store.transaction(() => keep(store, 'cus_1'))),
      store.together(() => {
        store.exec('pragma defer_foreign_keys = on')
        store.run(orphan)
      }),
    ]

    const settled = await Promise.allSettled(answers)

    assert.deepEqual(
      settled.map(({ status }) => status),
      ['rejected', 'rejected'],
    )
    assert.equal(has(store, 'cus_1'), false)
    store.close()
  })
})
