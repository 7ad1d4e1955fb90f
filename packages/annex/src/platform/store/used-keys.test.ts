import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it, type TestContext } from 'node:test'
import { afterThisTurn } from '../../core/timers.js'
import {
  deleteOldIdempotentRequests,
  findIdempotentRequest,
  insertIdempotentRequest,
} from './idempotency.js'
import { openStore, type Store } from './store.js'

const scope = { account: 'acct_1', livemode: false }
const DAY = 24 * 3600
/** Two parts of the index come into it. */
const KEYS = Array.from({ length: 2048 }, (_, index) => `key ${index}`)

/** All in one turn; parts of the index come after it. */
async function use(store: Store, keys: readonly string[]): Promise<void> {
  store.transaction(() => {
    for (const key of keys) {
      insertIdempotentRequest(store, {
        ...{ ...scope, key, route: '/v1/x', fingerprint: '', request_id: 'req_1' },
        ...{ status: 200, answer: '{}', created: 0 },
      })
    }
  })
  await new Promise<void>(afterThisTurn)
}

function indexed(store: Store): number {
  return store.get<{ count: number }>('select count(*) as count from used_keys')?.count ?? 0
}

function found(store: Store): number {
  return KEYS.filter((key) => findIdempotentRequest(store, scope, key)?.key === key).length
}

describe('used idempotency keys', () => {
  it('are found in memory and in the index, and nowhere when they are old', async () => {
    const store = openStore(':memory:')
    assert.equal(findIdempotentRequest(store, scope, 'key 0'), undefined)

    await use(store, KEYS)

    assert.ok(indexed(store) > 0 && indexed(store) < KEYS.length / 4)
    assert.equal(found(store), KEYS.length)
    for (const other of [
      { ...scope, livemode: true },
      { ...scope, account: 'acct_2' },
    ]) {
      assert.equal(findIdempotentRequest(store, other, 'key 0'), undefined)
    }
    deleteOldIdempotentRequests(store, DAY + 1, KEYS.length)
    assert.deepEqual([found(store), indexed(store)], [0, 0])
    store.close()
  })

  it('are not those of a request that was undone', () => {
    const store = openStore(':memory:')
    const undone = () =>
      store.transaction(() => {
        void use(store, ['a key'])
        throw new Error('undone')
      })

    assert.throws(undone, /undone/)
    assert.equal(findIdempotentRequest(store, scope, 'a key'), undefined)
    // Another request gets the row that the first one would have had.
    void use(store, ['another'])
    assert.equal(findIdempotentRequest(store, scope, 'a key'), undefined)
    void use(store, ['a key'])
    assert.equal(findIdempotentRequest(store, scope, 'a key')?.key, 'a key')
    store.close()
  })

  it('are found again after a restart, also those of a store from before there was an index', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'annex-keys-'))
    const path = join(folder, 'platform.db')
    let store = openStore(path)
    await use(store, KEYS)
    store.close()

    store = openStore(path)
    assert.equal(found(store), KEYS.length)
    store.close()
    asBefore(path)
    store = openStore(path)
    assert.equal(indexed(store), 0)
    assert.equal(found(store), KEYS.length)
    store.close()
    rmSync(folder, { recursive: true })
  })

  it('are found where every restart came before the index had a whole round', async (t) => {
    const path = join(folderFor(t), 'platform.db')
    let store = openStore(path)
    await use(store, KEYS)
    for (let thousand = 3; thousand <= 140; thousand++) {
      passTo(store, 1024 * thousand - 1)
      await use(store, [`another ${thousand}`])
      if (thousand % 40 > 0) continue
      store.close()
      store = openStore(path)
    }
    store.close()
    store = openStore(path)
    assert.equal(found(store), KEYS.length)
    store.close()
  })

  it('of a long store from before are found after the index has begun', async (t) => {
    const path = join(folderFor(t), 'platform.db')
    let store = openStore(path)
    await use(store, KEYS)
    passTo(store, 140_000)
    store.close()
    asBefore(path)
    store = openStore(path)
    await use(store, ['one more'])
    await use(
      store,
      KEYS.map((key) => `${key} more`),
    )
    store.close()

    store = openStore(path)
    assert.equal(found(store), KEYS.length)
    store.close()
  })
})

/** As though that many had come; only the last one is there. */
function passTo(store: Store, row: number): void {
  store.run(
    `insert into idempotent_requests
       (seq, account, livemode, key, route, fingerprint, request_id, status, answer, created)
     values (?, 'acct_1', 0, ?, '/v1/x', '', 'req_1', 200, '{}', 0)`,
    ...[row, `row ${row}`],
  )
}

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'annex-keys-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

function asBefore(path: string): void {
  const database = new DatabaseSync(path)
  database.exec(`
    drop table used_keys;
    delete from migrations where name in ('0006_used_keys.sql', '0008_older_keys.sql')`)
  database.close()
}
