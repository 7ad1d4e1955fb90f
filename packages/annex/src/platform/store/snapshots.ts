/** The whole content of a store, set aside and brought back: for tests that begin from one state. */
import { forgetApiKeys } from './api-keys.js'
import type { Store } from './store.js'
import { forgetUsedKeys } from './used-keys.js'

export interface StoredSnapshot {
  /** Makes the store hold what it held, as often as wanted. */
  restore(): void
  /** Frees the memory it takes. */
  forget(): void
}

let taken = 0

/** Kept in temporary tables beside the real ones, where SQLite copies without us. */
export function takeSnapshot(store: Store): StoredSnapshot {
  const copies = tables(store).map((name) => ({ name, copy: `temp.snapshot_${++taken}` }))
  for (const { name, copy } of copies) {
    store.exec(`create table ${copy} as select * from main.${name} order by ${rowsOf(store, name)}`)
  }
  return {
    restore() {
      store.transaction(() => {
        // Rows refer to each other across tables; that must hold again only at the end.
        store.exec('pragma defer_foreign_keys = on')
        for (const { name } of copies) store.exec(`delete from main.${name}`)
        for (const { name, copy } of copies) {
          store.exec(`insert into main.${name} select * from ${copy}`)
        }
      })
      forgetRemembered(store)
    },
    forget() {
      for (const { copy } of copies) store.exec(`drop table ${copy}`)
    },
  }
}

/** Empties every table. */
export function emptyStore(store: Store): void {
  store.transaction(() => {
    store.exec('pragma defer_foreign_keys = on')
    for (const name of tables(store)) store.exec(`delete from main.${name}`)
  })
  forgetRemembered(store)
}

/** What other files of this folder know of its rows. */
function forgetRemembered(store: Store): void {
  forgetApiKeys(store)
  forgetUsedKeys(store)
}

/** Names from our own migrations, never from outside. */
function tables(store: Store): string[] {
  const rows = store.all<{ name: string }>(
    `select name from main.sqlite_master
      where type = 'table' and name not like 'sqlite_%' and name <> 'migrations'`,
  )
  return rows.map(({ name }) => name)
}

/** Some lists are in the order rows came in, which copying must keep. */
function rowsOf(store: Store, name: string): string {
  const made = store.get<{ sql: string }>('select sql from main.sqlite_master where name = ?', name)
  return /without rowid/i.test(made?.sql ?? '') ? '1' : 'rowid'
}
