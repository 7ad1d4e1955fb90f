/** Brings the tables up to date: numbered `.sql` files, each once, each in its own transaction. */
import { readdir, readFile } from 'node:fs/promises'
import type { Database, Queryable } from './database.js'

/** Any number will do as long as it is ours; runners that find it taken wait their turn. */
const LOCK = 4_200_421

const MIGRATIONS = new URL('./migrations/', import.meta.url)

/** Safe to run from several processes at once, and again after being killed at any point. */
export async function migrate(database: Database, folder: URL = MIGRATIONS): Promise<void> {
  await database.transaction(async (tx) => {
    await takeTurn(tx)
    await tx.exec(`
      create schema if not exists annex;
      create table if not exists annex.migrations (
        name       text primary key,
        applied_at timestamptz not null default now()
      );`)
  })
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  for (const name of names)
    await apply(database, name, await readFile(new URL(name, folder), 'utf8'))
}

async function apply(database: Database, name: string, sql: string): Promise<void> {
  await database.transaction(async (tx) => {
    await takeTurn(tx)
    const done = await tx.query('select from annex.migrations where name = $1', [name])
    if (done.length > 0) return
    await tx.exec(sql)
    await tx.query('insert into annex.migrations (name) values ($1)', [name])
  })
}

/** However long others take, and it: a limit that the database sets for everybody isn't meant for this. */
async function takeTurn(tx: Queryable): Promise<void> {
  await tx.exec('set local statement_timeout = 0; set local lock_timeout = 0')
  await tx.query('select pg_advisory_xact_lock($1)', [LOCK])
}
