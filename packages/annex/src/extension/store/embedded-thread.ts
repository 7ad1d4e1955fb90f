/** The thread that owns PGlite: it blocks while a statement runs, and must not block anyone else. */
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, type QueryOptions, type SerializerOptions } from '@electric-sql/pglite'
import { decoders } from './values.js'

export interface ThreadData {
  /** A directory, or `memory://`. */
  directory: string
  /** A dumped directory to begin from, when there is none yet. */
  template: string | undefined
}

export type Question =
  | { verb: 'query'; sql: string; values: (string | null)[] }
  | { verb: 'exec'; sql: string }
  | { verb: 'listen' | 'unlisten'; channel: string }
  | { verb: 'close' }

type Request = Question & { id: number }

export interface Failure {
  message: string
  code?: string
  constraint?: string
  detail?: string
}

export type Reply =
  | { id: number; rows: unknown }
  | { id: number; failure: Failure }
  | { channel: string; payload: string }

/** PGlite reads these into Dates of its own making; with us they stay text. */
const DATE_AND_TIMESTAMP = [1082, 1114]
const asText = (oids: number[]) => Object.fromEntries(oids.map((oid) => [oid, String]))

const options: QueryOptions = {
  parsers: { ...asText(DATE_AND_TIMESTAMP), ...Object.fromEntries(decoders) },
}
// Parameters arrive as the text Postgres reads; PGlite would insist on its own types for these.
const serializers: SerializerOptions = asText([16, 17, 20, 1184, ...DATE_AND_TIMESTAMP])

const port = parentPort
if (!port) throw new Error('This file runs as a worker thread only.')
const data = workerData as ThreadData
const opening = open(data)
const unlisten = new Map<string, () => Promise<void>>()

// One message at a time, in the order they were sent.
let last: Promise<void> = Promise.resolve()
port.on('message', (request: Request) => {
  last = last.then(() => handle(request))
})

async function open({ directory, template }: ThreadData): Promise<PGlite> {
  if (template === undefined) return PGlite.create(directory, { serializers })
  const loadDataDir = new Blob([readFileSync(template)])
  return PGlite.create(directory, { serializers, loadDataDir })
}

async function handle(request: Request): Promise<void> {
  try {
    const rows = await answer(await opening, request)
    port?.postMessage({ id: request.id, rows } satisfies Reply)
  } catch (error) {
    port?.postMessage({ id: request.id, failure: failureOf(error) } satisfies Reply)
  }
}

async function answer(database: PGlite, request: Request): Promise<unknown> {
  switch (request.verb) {
    case 'query':
      return (await database.query(request.sql, request.values, options)).rows
    case 'exec':
      return (await database.exec(request.sql, options)).flatMap((result) => result.rows)
    case 'listen':
      return await listen(database, request.channel)
    case 'unlisten':
      return await unlisten.get(request.channel)?.()
    default:
      return await database.close()
  }
}

async function listen(database: PGlite, channel: string): Promise<void> {
  const heard = (payload: string) => port?.postMessage({ channel, payload } satisfies Reply)
  unlisten.set(channel, await database.listen(channel, heard))
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error) }
  const named = ['code', 'constraint', 'detail'].filter((name) => name in error)
  const extra = named.map((name) => [name, (error as unknown as Record<string, unknown>)[name]])
  return { message: error.message, ...(Object.fromEntries(extra) as Partial<Failure>) }
}
