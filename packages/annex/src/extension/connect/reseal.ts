/** Key rotation: what an older key sealed is sealed anew by the newest, in the background (K3). */
import { SealError } from '../../core/seal.js'
import { listSealedByOthers, replaceSealed, type SealedRow } from '../store/seals.js'
import { openCredentials, sealCredentials } from './credentials.js'
import type { ConnectParts } from './parts.js'

const BATCH = 100

type ResealParts = Pick<ConnectParts, 'database' | 'keyRing' | 'outside'>

/**
 * Row by row, each a statement of its own: a kill leaves rows of either key, all of which open, and
 * the next round goes on. Several processes may do it at once.
 * @returns ids of connections no key opens; they are left as they are
 */
export async function resealAll(parts: ResealParts): Promise<string[]> {
  const key = parts.keyRing.keys[0]?.id ?? ''
  const unopened: string[] = []
  let after = ''
  for (;;) {
    const batch = await listSealedByOthers(parts.database, { key, after, limit: BATCH })
    for (const row of batch) if (!(await reseal(row, parts))) unopened.push(row.id)
    const last = batch.at(-1)
    if (!last || batch.length < BATCH) return unopened
    after = last.id
  }
}

async function reseal(
  row: SealedRow,
  { database, keyRing: ring, outside }: ResealParts,
): Promise<boolean> {
  try {
    const plain = openCredentials(row, ring)
    const sealed = sealCredentials(plain, row, { ring, random: outside.random })
    await replaceSealed(database, row, sealed)
    return true
  } catch (error) {
    if (error instanceof SealError) return false
    throw error
  }
}
