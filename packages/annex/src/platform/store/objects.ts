/** Stripe's objects as they are kept: one JSON text each, found by id, listed newest first. */
import type { Store, Value } from './store.js'

/** Whose objects of which kind. Every query here carries all three. */
export interface Place {
  readonly account: string
  readonly livemode: boolean
  readonly kind: string
}

export interface ObjectRow {
  seq: number
  id: string
  created: number
  deleted: number
  /** The object, unexpanded, as `layOutListed` writes it; its deleted stub once it is deleted. */
  body: string
}

/** Values lists are filtered by, by the name of their field. */
export type Keys = Readonly<Record<string, string>>

export interface NewObject {
  id: string
  created: number
  body: string
  keys: Keys
}

const COLUMNS = 'o.seq, o.id, o.created, o.deleted, o.body'

/** The row, deleted or not. */
export function findObject(store: Store, place: Place, id: string): ObjectRow | undefined {
  return store.get<ObjectRow>(
    `select ${COLUMNS} from objects o
      where o.account = ? and o.livemode = ? and o.kind = ? and o.id = ?`,
    ...[...valuesOf(place), id],
  )
}

/** Whether the same account has it in the other mode. */
export function existsInOtherMode(store: Store, place: Place, id: string): boolean {
  return findObject(store, { ...place, livemode: !place.livemode }, id)?.deleted === 0
}

/** Whose the living object is: for links that payers follow, which say nothing of the account. */
export function findOwner(
  store: Store,
  kind: string,
  id: string,
): { account: string; livemode: boolean } | undefined {
  const row = store.get<{ account: string; livemode: number }>(
    'select account, livemode from objects where id = ? and kind = ? and deleted = 0',
    ...[id, kind],
  )
  return row && { account: row.account, livemode: row.livemode === 1 }
}

export function insertObject(store: Store, place: Place, object: NewObject): void {
  const seq = insertRow(store, place, object)
  insertKeys(store, place, { seq, created: object.created }, object.keys)
}

function insertRow(store: Store, place: Place, { id, created, body }: NewObject): number {
  const insert = () =>
    store.insert(
      `insert into objects (account, livemode, kind, id, created, body) values (?, ?, ?, ?, ?, ?)`,
      ...[...valuesOf(place), id, created, body],
    )
  try {
    return insert()
  } catch (error) {
    // Where ids are chosen (`beans`), that of a deleted object may be used again.
    if (!forgetDeleted(store, place, id)) throw error
    return insert()
  }
}

function forgetDeleted(store: Store, place: Place, id: string): boolean {
  const forgotten = store.run(
    `delete from objects
      where account = ? and livemode = ? and kind = ? and id = ? and deleted = 1`,
    ...[...valuesOf(place), id],
  )
  return forgotten === 1
}

/** @param before the keys as they were; only what differs is written */
export function updateObject(
  store: Store,
  place: Place,
  change: { id: string; body: string; keys: Keys; before: Keys },
): void {
  const row = store.get<Position>(
    `update objects set body = ?
      where account = ? and livemode = ? and kind = ? and id = ?
      returning seq, created`,
    ...[change.body, ...valuesOf(place), change.id],
  )
  if (!row || sameKeys(change.keys, change.before)) return
  deleteKeys(store, place, row, change.before)
  insertKeys(store, place, row, change.keys)
}

/** Keeps the row, since its id stays a valid cursor and some kinds show a stub for ever. */
export function deleteObject(
  store: Store,
  place: Place,
  gone: { id: string; stub: string; keys: Keys },
): void {
  const row = store.get<Position>(
    `update objects set deleted = 1, body = ?
      where account = ? and livemode = ? and kind = ? and id = ? and deleted = 0
      returning seq, created`,
    ...[gone.stub, ...valuesOf(place), gone.id],
  )
  if (row) deleteKeys(store, place, row, gone.keys)
}

type Position = Pick<ObjectRow, 'seq' | 'created'>

function insertKeys(store: Store, place: Place, row: Position, keys: Keys): void {
  for (const [field, value] of Object.entries(keys)) {
    store.run(
      `insert into object_keys (value, field, account, livemode, kind, created, seq)
       values (?, ?, ?, ?, ?, ?, ?)`,
      ...[value, field, ...valuesOf(place), row.created, row.seq],
    )
  }
}

// By their whole primary key: an index to find them by object would be written with every insert.
function deleteKeys(store: Store, place: Place, row: Position, keys: Keys): void {
  for (const [field, value] of Object.entries(keys)) {
    store.run(
      `delete from object_keys
        where value = ? and field = ? and account = ? and livemode = ? and kind = ?
          and created = ? and seq = ?`,
      ...[value, field, ...valuesOf(place), row.created, row.seq],
    )
  }
}

function sameKeys(a: Keys, b: Keys): boolean {
  const fields = Object.keys(a)
  return fields.length === Object.keys(b).length && fields.every((field) => a[field] === b[field])
}

function valuesOf(place: Place): Value[] {
  return [place.account, place.livemode ? 1 : 0, place.kind]
}
