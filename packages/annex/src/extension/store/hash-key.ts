/** The key of all keyed hashes: made once, kept sealed by the newest key, so that every process has the same one. */
import type { Random } from '../../core/random.js'
import { isSealedByNewest, seal, unseal, type KeyRing } from '../../core/seal.js'
import type { Database } from './database.js'

const PURPOSE = 'hash key'

/** @throws SealError when ENCRYPTION_KEY no longer holds the key that sealed it */
export async function readHashKey(
  database: Database,
  { ring, random }: { ring: KeyRing; random: Random },
): Promise<Uint8Array> {
  const fresh = seal(Buffer.from(random.bytes(32)).toString('base64'), PURPOSE, ring, random)
  await database.query(
    `insert into annex.keys (name, sealed) values ($1, $2) on conflict (name) do nothing`,
    [PURPOSE, fresh],
  )
  const sql = 'select sealed from annex.keys where name = $1'
  const [row] = await database.query<{ sealed: string }>(sql, [PURPOSE])
  if (!row) throw new Error('The hash key vanished between being kept and being read.')
  const key = unseal(row.sealed, PURPOSE, ring)
  if (!isSealedByNewest(row.sealed, ring)) {
    const anew = `update annex.keys set sealed = $3 where name = $1 and sealed = $2`
    await database.query(anew, [PURPOSE, row.sealed, seal(key, PURPOSE, ring, random)])
  }
  return Buffer.from(key, 'base64')
}
