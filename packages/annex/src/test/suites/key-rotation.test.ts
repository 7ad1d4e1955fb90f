/** A newer key takes over from an older one, over each store (K3). */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { outsideWith } from '../../core/outside.js'
import { systemRandom } from '../../core/random.js'
import { parseKeyRing } from '../../core/seal.js'
import { openCredentials, sealCredentials } from '../../extension/connect/credentials.js'
import { resealAll } from '../../extension/connect/reseal.js'
import {
  insertConnection,
  listConnections,
  nextGeneration,
} from '../../extension/store/connections.js'
import type { Database } from '../../extension/store/database.js'
import { readHashKey } from '../../extension/store/hash-key.js'
import { countSeals } from '../../extension/store/seals.js'
import { storeKinds, type TestStore } from './stores.js'

const keyText = (id: string) => `${id}:${Buffer.from(systemRandom.bytes(32)).toString('base64')}`
const [old, young] = [keyText('old'), keyText('young')]
const ringOf = {
  old: parseKeyRing(old),
  both: parseKeyRing(`${young},${old}`),
  young: parseKeyRing(young),
}
const outside = outsideWith()
const random = outside.random

for (const kind of await storeKinds()) {
  describe(`key rotation over ${kind.name}`, () => {
    let store: TestStore
    before(async () => {
      store = await kind.make()
    })
    after(() => store.remove())
    beforeEach(async () => {
      await store.database.exec('delete from annex.connections; delete from annex.keys')
      for (let n = 0; n < 150; n++) await connect(n)
    })

    const connect = (n: number) =>
      store.database.transaction(async (tx) => {
        const id = `conn_${String(n).padStart(3, '0')}`
        const identity = { id, tenant: 'team', account: `acct_${n}`, livemode: false }
        const tokens = { access_token: `sk_of_${n}` }
        await insertConnection(tx, {
          ...identity,
          ...{ kind: 'connect', scope: 'read_only', generation: await nextGeneration(tx) },
          credentials: sealCredentials(tokens, identity, { ring: ringOf.old, random }),
          connected_at: 1_795_000_000,
        })
      })
    const tokens = async (ring = ringOf.young) =>
      (await listConnections(store.database)).map((connection) => {
        const { credentials } = connection
        return openCredentials({ ...connection, credentials: credentials ?? '' }, ring).access_token
      })
    const reseal = (database: Database = store.database) =>
      resealAll({ database, outside, keyRing: ringOf.both })

    it('leaves nothing under the older key, and every credential opens', async () => {
      assert.deepEqual(await reseal(), [])
      assert.deepEqual(await countSeals(store.database), [{ key: 'young', count: 150 }])
      assert.equal(new Set(await tokens()).size, 150)
      await assert.rejects(tokens(ringOf.old), /no longer holds 'young'/)
    })

    it('goes on after it was cut off anywhere; until then all open', async () => {
      for (const after of [1, 70, 50]) {
        await assert.rejects(reseal(cutAfter(store.database, after)), /cut off/)
        assert.equal(new Set(await tokens(ringOf.both)).size, 150)
      }
      await reseal()
      assert.deepEqual(await countSeals(store.database), [{ key: 'young', count: 150 }])
    })

    it('does not undo a connect that came between', async () => {
      const [{ id } = assert.fail('none')] = await listConnections(store.database)
      const renewing = renewedDuring(store.database, id)
      await reseal(renewing)
      const kept = (await listConnections(store.database)).find((one) => one.id === id)
      assert.equal(kept?.credentials, 'young.sealed.by.renewal')
    })

    it('leaves as it is what no key opens, and names it', async () => {
      const sql = `update annex.connections set credentials = 'lost.a.b.c' where id = 'conn_007'`
      await store.database.query(sql)
      assert.deepEqual(await reseal(), ['conn_007'])
      const counts = await countSeals(store.database)
      assert.deepEqual(counts, [
        { key: 'lost', count: 1 },
        { key: 'young', count: 149 },
      ])
    })

    it('keeps the key of all hashes the same, under the newer seal', async () => {
      const { database } = store
      const first = await readHashKey(database, { ring: ringOf.old, random })
      assert.deepEqual(await readHashKey(database, { ring: ringOf.both, random }), first)
      assert.deepEqual(await readHashKey(database, { ring: ringOf.young, random }), first)
      await assert.rejects(readHashKey(database, { ring: ringOf.old, random }), /holds 'young'/)
    })
  })
}

/** Statements that change something succeed so many times, and then never. */
function cutAfter(database: Database, writes: number): Database {
  let left = writes
  return {
    ...database,
    query: async (sql, values) => {
      if (sql.includes('update') && left-- <= 0) throw new Error('cut off')
      return database.query(sql, values)
    },
  }
}

/** Right before the credentials of `id` are replaced, somebody reconnects. */
function renewedDuring(database: Database, id: string): Database {
  return {
    ...database,
    query: async (sql, values) => {
      if (sql.includes('update') && values?.[0] === id) {
        const renew = `update annex.connections set credentials = 'young.sealed.by.renewal' where id = $1`
        await database.query(renew, [id])
      }
      return database.query(sql, values)
    },
  }
}
