/** The stores a suite runs over: PGlite always, a Postgres server when there is one to ask. */
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { Client } from 'pg'
import { systemClock } from '../../core/clock.js'
import { outsideWith } from '../../core/outside.js'
import type { Database } from '../../extension/store/database.js'
import { openDatabase } from '../../extension/store/open.js'

export interface TestStore {
  database: Database
  /** How another process opens the same store; undefined for the embedded one in memory. */
  url: string | undefined
  /** Closes it and leaves nothing behind. */
  remove(): Promise<void>
}

export interface StoreKind {
  name: string
  make: () => Promise<TestStore>
}

const OURS = 'annex_test_'
/** No run takes so long: what is older belongs to one that was killed. */
const FORGOTTEN_SECONDS = 3600
const LOCAL = 'postgres://postgres@127.0.0.1:5432/postgres'

export async function storeKinds(): Promise<StoreKind[]> {
  const embedded = { name: 'PGlite', make: makeEmbedded }
  const server = await findServer()
  return server ? [embedded, { name: 'Postgres', make: () => makeServer(server) }] : [embedded]
}

/** A database of its own for who opens it by its address; undefined where no server is. */
export async function databaseOnServer(): Promise<OwnDatabase | undefined> {
  const server = await findServer()
  return server ? createDatabase(server) : undefined
}

async function findServer(): Promise<string | undefined> {
  const server = process.env['DATABASE_URL'] ?? ((await answers(5432)) ? LOCAL : undefined)
  if (server) await dropForgotten(server)
  return server
}

async function makeEmbedded(): Promise<TestStore> {
  const database = await openDatabase({
    ...{ url: undefined, directory: ':memory:', outside: outsideWith() },
  })
  return { database, url: undefined, remove: () => database.close() }
}

async function makeServer(server: string): Promise<TestStore> {
  const { url, drop } = await createDatabase(server)
  const database = await openDatabase({ url, directory: ':memory:', outside: outsideWith() })
  const remove = async () => {
    await database.close()
    await drop()
  }
  return { database, url, remove }
}

interface OwnDatabase {
  url: string
  drop: () => Promise<void>
}

/** Beside the one the address names. */
async function createDatabase(server: string): Promise<OwnDatabase> {
  const name = `${OURS}${systemClock.now()}_${randomUUID().slice(-12)}`
  await administer(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: async () => void (await administer(server, `drop database ${name} with (force)`)),
  }
}

/** What earlier runs left: the seconds in a name say when it was made. */
async function dropForgotten(server: string): Promise<void> {
  const listed = await administer(server, 'select datname from pg_database')
  const before = systemClock.now() - FORGOTTEN_SECONDS
  for (const { datname } of listed) {
    const [, made] = new RegExp(`^${OURS}(\\d+)_`).exec(datname) ?? []
    if (!made || Number(made) > before) continue
    // Another file of this run may be dropping it too.
    await administer(server, `drop database if exists ${datname} with (force)`).catch(() => {})
  }
}

async function administer(server: string, sql: string): Promise<{ datname: string }[]> {
  const client = new Client(server)
  await client.connect()
  try {
    return (await client.query<{ datname: string }>(sql)).rows
  } finally {
    await client.end()
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
