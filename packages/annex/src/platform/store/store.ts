/** The platform's SQLite: one connection, statements prepared once, one transaction at a time. */
import { readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { commitsOver } from './commits.js'
import { diskOf, noDisk, type Disk } from './disk.js'
import { addTextFunctions } from './text-functions.js'
import { addKeyHash } from './used-keys.js'

export type Value = SQLInputValue

/** An event as it was recorded; `body` is its JSON without `pending_webhooks`. */
export interface EventRow {
  account: string
  livemode: number
  id: string
  type: string
  created: number
  object_id: string | null
  application: string | null
  body: string
}

export interface Store {
  /** Runs `work` and commits, or rolls all of it back. Inside another transaction it joins that one. */
  transaction<T>(work: () => T): T
  /**
   * Runs `work` now and resolves once it is durable, under one commit with all other work that came
   * in the same turn: the disk is waited for once. A `transaction` inside rolls back by itself.
   * Rejects when the commit fails.
   */
  together<T>(work: () => T): Promise<T>
  /**
   * Runs `work` and commits, as `transaction` does; but each `transaction` inside is a part, and one
   * that fails takes only itself back.
   */
  bundle<T>(work: () => T): T
  /**
   * Puts `write` off to the end of its part of what commits together: until then a refusal has
   * nothing to take back. Any statement makes it come first, but for what is read `apart`.
   * Elsewhere it comes at once.
   * @param about what it changes: an object's place and id
   */
  putOff(about: string, write: () => void): void
  /** Reads what `about` names; what is put off comes first only where some of it is about that. */
  apart<T>(about: string, read: () => T): T
  /** Whether there is work that waits for its commit. */
  isWaiting(): boolean
  /**
   * First row or undefined. Values are always bound, never written into the SQL. A limit is written
   * `limit ? + 0`: SQLite plans a statement with a bare `limit ?` anew whenever a value is bound,
   * which takes ten times as long as finding a row.
   */
  get<T>(sql: string, ...values: Value[]): T | undefined
  all<T>(sql: string, ...values: Value[]): T[]
  /** How many rows it changed: an `update … where used_at is null` that changes one has won. */
  run(sql: string, ...values: Value[]): number
  /** Runs an `insert` of one row and gives the number it got. */
  insert(sql: string, ...values: Value[]): number
  exec(sql: string): void
  /** Hears each event inside the transaction that records it; deliveries are derived here. */
  onEvent(heard: (event: EventRow) => void): void
  /** Hears of each outermost commit, after it. */
  afterCommit(heard: () => void): void
  /** Called by `recordEvent` only. */
  tellOfEvent(event: EventRow): void
  close(): void
}

const IN_MEMORY = ':memory:'

/**
 * Memory in KiB: for the pages that are asked for most. The log of changes is moved into the file
 * every 32 MB: more often writes the same pages again and again.
 */
const SETTINGS = `
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma busy_timeout = 5000;
  pragma cache_size = -32768;
  pragma wal_autocheckpoint = 8000;
  pragma temp_store = memory;`

/**
 * Opens the database and brings its tables up to date.
 * @param path a file, or `:memory:`; a file is WAL with a durable commit (`synchronous = full`)
 */
export function openStore(path: string): Store {
  const database = new DatabaseSync(path)
  database.exec('pragma journal_mode = wal')
  database.exec(SETTINGS)
  addTextFunctions(database)
  addKeyHash(database)
  migrate(database)
  return storeOver(database, path === IN_MEMORY ? noDisk : diskOf(database, path))
}

interface Prepared {
  readonly statement: StatementSync
  readonly writes: boolean
}

const READS = /^\s*select\b/i

function storeOver(database: DatabaseSync, disk: Disk): Store {
  const statements = new Map<string, Prepared>()
  const eventListeners: ((event: EventRow) => void)[] = []
  const commitListeners: (() => void)[] = []
  const commits = commitsOver({
    disk,
    isOpen: () => database.isTransaction,
    run: (sql) => void prepared(sql).statement.run(),
    committed: () => commitListeners.forEach((heard) => heard()),
  })

  function prepared(sql: string): Prepared {
    const known = statements.get(sql)
    if (known) return known
    const made = { statement: database.prepare(sql), writes: !READS.test(sql) }
    statements.set(sql, made)
    return made
  }

  function statement(sql: string): StatementSync {
    const found = prepared(sql)
    commits.before(found)
    return found.statement
  }

  return {
    transaction: (work) => commits.transaction(work),
    together: (work) => commits.together(work),
    bundle: (work) => commits.bundle(work),
    putOff: (about, write) => commits.putOff(about, write),
    apart: (about, read) => commits.apart(about, read),
    isWaiting: () => commits.isWaiting(),
    get: <T>(sql: string, ...values: Value[]) => statement(sql).get(...values) as T | undefined,
    all: <T>(sql: string, ...values: Value[]) => statement(sql).all(...values) as T[],
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    insert: (sql, ...values) => Number(statement(sql).run(...values).lastInsertRowid),
    exec(sql) {
      commits.before({ writes: true })
      database.exec(sql)
    },
    onEvent: (heard) => void eventListeners.push(heard),
    afterCommit: (heard) => void commitListeners.push(heard),
    tellOfEvent: (event) => eventListeners.forEach((heard) => heard(event)),
    close() {
      commits.close()
      database.close()
    },
  }
}

/** Numbered `.sql` files, each once, each in its own transaction, in order of their numbers. */
function migrate(database: DatabaseSync): void {
  database.exec('create table if not exists migrations (name text primary key) strict')
  const applied = new Set(
    database
      .prepare('select name from migrations')
      .all()
      .map((row) => String(row.name)),
  )
  const folder = new URL('./migrations/', import.meta.url)
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    if (applied.has(name)) continue
    database.exec('begin immediate')
    database.exec(readFileSync(new URL(name, folder), 'utf8'))
    database.prepare('insert into migrations (name) values (?)').run(name)
    database.exec('commit')
  }
}
