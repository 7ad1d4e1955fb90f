/** The port to Postgres: the same verbs over a server (`pg`) and the embedded PGlite. */

export type Row = Record<string, unknown>

/** Runs statements: a whole database, or one transaction. */
export interface Queryable {
  /**
   * One statement with `$1`-style parameters; a text with several is refused. `int8` comes back as number, `timestamptz` as Date,
   * `bytea` as Uint8Array, `json` parsed; `numeric`, `date` and `interval` as Postgres writes them.
   * A list becomes a Postgres array and an object JSON, so a JSON list must be given as text.
   */
  query<T extends object = Row>(sql: string, values?: readonly unknown[]): Promise<T[]>
  /** Several statements at once, without parameters; the rows of all of them, in order. */
  exec(sql: string): Promise<Row[]>
}

/** Every verb throws `StoreUnavailable` when there is no store to ask; other errors are its answers. */
export interface Database extends Queryable {
  readonly kind: 'server' | 'embedded'
  /** Commits what `work` did through `tx`, or nothing. Never use the outer database inside. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  /** Calls `heard` for each `notify channel, payload`; returns how to stop. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}
