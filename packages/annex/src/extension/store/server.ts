/** The port over a Postgres server: a pool for statements, a connection of its own to listen on. */
import {
  Client,
  Pool,
  type CustomTypesConfig,
  type PoolClient,
  type QueryConfig,
  type QueryResult,
  type QueryResultRow,
} from 'pg'
import type { Timers } from '../../core/timers.js'
import type { Database, Queryable, Row } from './database.js'
import { Listening } from './listening.js'
import { asking } from './server-failure.js'
import { StoreUnavailable } from './unavailable.js'
import { decoders, encode } from './values.js'

/** A store that does not answer within this is down: the webhook door owes an answer within 5 s. */
const CONNECT_TIMEOUT_MS = 4000

/** Ours are short: one that takes longer waits on a connection nobody is at the other end of. */
const QUERY_TIMEOUT_MS = 30_000

/** Silent for so long, a connection is asked whether it is still one; the system's default is hours. */
const KEEP_ALIVE_AFTER_MS = 10_000

const types: CustomTypesConfig = {
  getTypeParser: (oid: number) => decoders.get(oid) ?? ((text: string) => text),
}

export interface ServerOptions {
  url: string
  timers: Timers
  /** Connections at most; one more is opened by the first `listen`. */
  connections?: number
  /** Of one statement; a store that takes longer counts as unavailable. None when 0. */
  queryTimeoutMs?: number | undefined
}

/** Opens nothing yet: the first statement connects. */
export function openServer(options: ServerOptions): Database {
  const config = {
    ...{ connectionString: options.url, types },
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: options.queryTimeoutMs ?? QUERY_TIMEOUT_MS,
    ...{ keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS },
  }
  const pool = new Pool({
    ...config,
    max: options.connections ?? 10,
    application_name: 'annex',
    // Statements that don't wait for each other's answers cost one way to the server and back.
    pipeline: true,
  })
  // A connection that breaks while idle is dropped by the pool; the next statement says what is wrong.
  pool.on('error', () => undefined)
  const listening = new Listening(() => new Client(config), options.timers)
  return {
    kind: 'server',
    ...queryableOver(pool),
    exec: (sql) => withClient(pool, (client) => rowsOf(client, sql)),
    transaction: (work) => withClient(pool, (client) => transactionOn(client, work)),
    listen: (channel, heard) => listening.add(channel, heard),
    async close() {
      await listening.close()
      await pool.end()
    },
  }
}

type Connection = Pool | PoolClient

/**
 * The server itself refuses several statements in one text of the extended protocol. Left to itself
 * pg takes the simple one where there are no values, and all of them would run. Its types lack this.
 */
interface OneStatement extends QueryConfig {
  queryMode: 'extended'
}

function queryableOver(connection: Connection): Queryable {
  return {
    async query<T extends object>(sql: string, values: readonly unknown[] = []) {
      const one: OneStatement = { text: sql, values: values.map(encode), queryMode: 'extended' }
      const result = await asking(() => connection.query<T & QueryResultRow>(one))
      return result.rows
    },
    exec: (sql) => rowsOf(connection, sql),
  }
}

/** pg answers one result for one statement and a list for several; its types know only the first. */
async function rowsOf(connection: Connection, sql: string): Promise<Row[]> {
  const answer: unknown = await asking(() => connection.query<Row>(sql))
  const results = (Array.isArray(answer) ? answer : [answer]) as QueryResult<Row>[]
  return results.flatMap((result) => result.rows ?? [])
}

async function transactionOn<T>(
  client: PoolClient,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  // On its way with the first statement: only a session that is gone refuses to begin.
  const begun = asking(() => client.query('begin'))
  begun.catch(() => undefined)
  const result = await work(queryableOver(client))
  await begun
  await asking(() => client.query('commit'))
  return result
}

/** After a failure the client is given back without an open transaction, or closed if that fails. */
async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await asking(() => pool.connect())
  let broken: Error | undefined
  const breaks = (error: Error) => void (broken = error)
  client.on('error', breaks)
  try {
    return await work(client)
  } catch (error) {
    // Nobody is there to roll back: to ask would be to wait once more.
    if (error instanceof StoreUnavailable) breaks(error)
    else await client.query('rollback').catch(breaks)
    throw error
  } finally {
    client.off('error', breaks)
    client.release(broken)
  }
}
