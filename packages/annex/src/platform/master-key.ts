/** The one key everything else is derived from: what hashes credentials, and what seals secrets. */
import { hkdfSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../core/random.js'
import type { KeyRing } from '../core/seal.js'
import { IN_MEMORY } from './config.js'

export interface Keys {
  /** Keys the hashes of API keys, tokens and sessions. */
  readonly hashKey: Uint8Array
  /** Seals signing secrets and what must be read again. */
  readonly keyRing: KeyRing
}

const LENGTH = 32

/**
 * From `platform.key` in the data directory, which is made the first time, for its owner alone.
 * A platform in memory has a key of its own, forgotten with it.
 */
export function openKeys(data: string, random: Random): Keys {
  const master =
    data === IN_MEMORY ? random.bytes(LENGTH) : keyFile(join(data, 'platform.key'), random)
  return {
    hashKey: derived(master, 'hash'),
    keyRing: { keys: [{ id: 'p1', key: derived(master, 'seal') }] },
  }
}

function keyFile(path: string, random: Random): Uint8Array {
  try {
    // 'wx' fails when it is there, so two processes cannot make two keys.
    const made = Buffer.from(random.bytes(LENGTH)).toString('base64')
    writeFileSync(path, `${made}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  if (key.length === LENGTH) return key
  throw new Error(`${path} does not hold a key of ${LENGTH} bytes. Restore it from a backup.`)
}

function derived(master: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', master, '', `annex platform ${purpose}`, LENGTH))
}
