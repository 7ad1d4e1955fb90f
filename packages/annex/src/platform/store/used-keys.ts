/**
 * Which rows an idempotency key may have. Keys come in no order: an index of them that is written
 * with each request is written in another place each time, and took a quarter of the processor time
 * of a create. So the newest are found in memory, and come into the index many at a time and in
 * order, where they share its pages.
 */
import { hash as digest } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { afterThisTurn } from '../../core/timers.js'
import type { Store } from './store.js'

/** The index is brought up to date part by part, by the first bits of the hash. */
const PARTS = 64
/** New rows from one part to the next: a few milliseconds' work, and few enough to hold in memory. */
const STEP = 1024
/** A whole round, and another in case its parts could not be kept. */
const YOUNG = 2 * PARTS * STEP
/** What a number holds exactly, in whole characters of hexadecimal. */
const HASH_CHARACTERS = 13

/** Rows by the hash of their key, for each part. */
type YoungKeys = readonly Map<number, number>[]

interface UsedKey {
  readonly account: string
  readonly livemode: boolean
  readonly key: string
}

/** Rows that the key may have: another key may have the same hash, and a row may be gone. */
export function rowsOfKey(store: Store, key: UsedKey): number[] {
  const hash = hashOf(key)
  const young = partOf(youngKeysOf(store), hash).get(hash)
  const rows = indexedRows(store, hash)
  return young === undefined ? rows : [young, ...rows]
}

export function rememberKey(store: Store, key: UsedKey, row: number): void {
  const parts = youngKeysOf(store)
  const hash = hashOf(key)
  const young = partOf(parts, hash)
  const other = young.get(hash)
  if (other !== undefined && other !== row) index(store, [[hash, other]])
  young.set(hash, row)
  if (row % STEP !== 0) return
  // The row says which part is next, so that a restart begins no round anew.
  const next = parts[(row / STEP) % PARTS]
  // Not with this request, which may yet be undone. What fails is tried again in the next round.
  if (next) afterThisTurn(() => void indexPart(store, next).catch(() => {}))
}

/** Call it in the transaction that deletes the rows. */
export function forgetKeys(store: Store, rows: readonly (UsedKey & { seq: number })[]): void {
  const parts = youngKeysOf(store)
  const entries = rows.map((row) => [hashOf(row), row.seq] as const)
  for (const [hash, seq] of inOrder(entries)) {
    const young = partOf(parts, hash)
    if (young.get(hash) === seq) young.delete(hash)
    store.run('delete from used_keys where hash = ? and seq = ?', hash, seq)
  }
}

/** Call it where rows change otherwise than one by one. */
export function forgetUsedKeys(store: Store): void {
  remembered.delete(store)
}

const remembered = new WeakMap<Store, YoungKeys>()

function youngKeysOf(store: Store): YoungKeys {
  const known = remembered.get(store)
  if (known !== undefined) return known
  const young = read(store)
  remembered.set(store, young)
  return young
}

function read(store: Store): YoungKeys {
  const young = Array.from({ length: PARTS }, () => new Map<number, number>())
  const rows = store.all<{ seq: number; account: string; livemode: number; key: string }>(
    `select seq, account, livemode, key from idempotent_requests
      where seq > (select coalesce(max(seq), 0) from idempotent_requests) - ?
      order by seq`,
    YOUNG,
  )
  for (const { seq, livemode, ...row } of rows) {
    const hash = hashOf({ ...row, livemode: livemode === 1 })
    partOf(young, hash).set(hash, seq)
  }
  return young
}

async function indexPart(store: Store, young: Map<number, number>): Promise<void> {
  const entries = [...young]
  await store.together(() => index(store, inOrder(entries)))
  for (const [hash, row] of entries) if (young.get(hash) === row) young.delete(hash)
}

type Entry = readonly [hash: number, row: number]

function index(store: Store, entries: readonly Entry[]): void {
  for (const entry of entries) {
    store.run('insert or ignore into used_keys (hash, seq) values (?, ?)', ...entry)
  }
}

function indexedRows(store: Store, hash: number): number[] {
  return store
    .all<{ seq: number }>('select seq from used_keys where hash = ?', hash)
    .map(({ seq }) => seq)
}

function inOrder(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted(([a], [b]) => a - b)
}

function partOf(young: YoungKeys, hash: number): Map<number, number> {
  const part = young[Math.floor((hash / 16 ** HASH_CHARACTERS) * PARTS)]
  if (part === undefined) throw new RangeError(`There is no part for ${hash}.`)
  return part
}

/** For migrations: what was kept before there was an index gets into it. */
export function addKeyHash(database: DatabaseSync): void {
  database.function('used_key_hash', { deterministic: true }, (account, livemode, key) =>
    hashOf({ account: String(account), livemode: livemode === 1, key: String(key) }),
  )
}

let hashed = { text: '', hash: 0 }

/**
 * Nobody can choose keys that share one, which would make finding them slow. A key is looked for
 * and then kept: the last one is remembered.
 */
function hashOf({ account, livemode, key }: UsedKey): number {
  const text = `${account} ${livemode ? 'live' : 'test'} ${key}`
  if (text !== hashed.text) {
    const digits = digest('sha256', text, 'hex').slice(0, HASH_CHARACTERS)
    hashed = { text, hash: Number.parseInt(digits, 16) }
  }
  return hashed.hash
}
