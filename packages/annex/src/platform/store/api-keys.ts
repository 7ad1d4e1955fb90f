/** API keys: shown once, then only a keyed hash and a mask stay (reliability K4). */
import { randomText } from '../../core/ids.js'
import type { Random } from '../../core/random.js'
import { keyedHash, maskKey } from '../../core/secret.js'
import type { Store } from './store.js'

export interface ApiKeyRow {
  hash: string
  account: string
  livemode: number
  kind: 'secret' | 'publishable' | 'restricted'
  masked: string
  plain: string | null
  created: number
  last_used: number | null
  expires_at: number | null
}

export interface NewApiKey {
  account: string
  livemode: boolean
  kind: 'secret' | 'publishable'
  /** The key itself; the only time it is seen here. */
  key: string
  created: number
}

/** `sk_test_51…`: as long as Stripe's own. */
export function newApiKey(kind: NewApiKey['kind'], livemode: boolean, random: Random): string {
  const prefix = kind === 'secret' ? 'sk' : 'pk'
  return `${prefix}_${livemode ? 'live' : 'test'}_51${randomText(97, random)}`
}

export function insertApiKey(store: Store, hashKey: Uint8Array, key: NewApiKey): void {
  store.run(
    `insert into api_keys (hash, account, livemode, kind, masked, plain, created)
     values (?, ?, ?, ?, ?, ?, ?)`,
    ...[keyedHash(key.key, hashKey), key.account, key.livemode ? 1 : 0, key.kind],
    ...[maskKey(key.key), key.kind === 'publishable' ? key.key : null, key.created],
  )
}

/** Every request asks for its key; rows are remembered until this file changes one. */
export function findApiKey(store: Store, hash: string): ApiKeyRow | undefined {
  const rows = remembered.get(store) ?? new Map<string, ApiKeyRow>()
  remembered.set(store, rows)
  const known = rows.get(hash)
  if (known !== undefined) return known
  const row = store.get<ApiKeyRow>('select * from api_keys where hash = ?', hash)
  if (rows.size >= REMEMBERED) rows.clear()
  if (row !== undefined) rows.set(hash, row)
  return row
}

const REMEMBERED = 1000
const remembered = new WeakMap<Store, Map<string, ApiKeyRow>>()

/** Call it where keys change otherwise than here. */
export function forgetApiKeys(store: Store): void {
  remembered.delete(store)
}

/** Newest first, expired ones included: a page says so beside them. */
export function listApiKeys(store: Store, account: string, livemode: boolean): ApiKeyRow[] {
  return store.all<ApiKeyRow>(
    `select * from api_keys where account = ? and livemode = ? order by created desc, kind`,
    ...[account, livemode ? 1 : 0],
  )
}

export function touchApiKey(store: Store, hash: string, now: number): void {
  store.run('update api_keys set last_used = ? where hash = ?', now, hash)
  forgetApiKeys(store)
}

/** The key stops working at `at`; rolling gives the old one at most a week. */
export function expireApiKey(store: Store, account: string, hash: string, at: number): boolean {
  const changed = store.run(
    `update api_keys set expires_at = ?
      where account = ? and hash = ? and (expires_at is null or expires_at > ?)`,
    ...[at, account, hash, at],
  )
  forgetApiKeys(store)
  return changed === 1
}
