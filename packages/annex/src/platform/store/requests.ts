/** The log of API requests that the dashboard shows, written in bundles. */
import type { Timers } from '../../core/timers.js'
import type { Store, Value } from './store.js'

export interface RequestRow {
  id: string
  account: string
  livemode: boolean
  /** `ca_…` when an application asked. */
  application: string | null
  method: string
  path: string
  status: number
  duration_ms: number
  idempotency_key: string | null
  /** As JSON, for the person whose account it is. */
  parameters: string | null
  /** The refusal's body as JSON. */
  error: string | null
  at: number
}

export interface RequestLog {
  /** Kept within a quarter of a second; a row for each read would make reads wait for the disk. */
  add(row: RequestRow): void
  /** Hears of each at once. */
  onRequest(heard: (row: RequestRow) => void): void
  flush(): void
}

const INSERT = `
  insert into requests (id, account, livemode, application, method, path, status, duration_ms,
                        idempotency_key, parameters, error, at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const FLUSH_AFTER_MS = 250
const FLUSH_AT_ROWS = 200
/** Of a burst of reads that went well the last ones are enough; writes and refusals are all kept. */
const MOST_READS = 50

export function createRequestLog(store: Store, timers: Timers): RequestLog {
  let waiting: RequestRow[] = []
  let timer: { cancel(): void } | undefined
  const listeners: ((row: RequestRow) => void)[] = []

  function add(row: RequestRow): void {
    waiting.push(row)
    for (const heard of listeners) heard(row)
    if (waiting.length >= FLUSH_AT_ROWS) waiting = withoutEarlyReads(waiting)
    if (waiting.length >= FLUSH_AT_ROWS) flush()
    else timer ??= timers.after(FLUSH_AFTER_MS, flushSoon)
  }

  function taken(): readonly RequestRow[] {
    timer?.cancel()
    timer = undefined
    const rows = waiting
    waiting = []
    return rows
  }

  function flush(): void {
    const rows = taken()
    if (rows.length > 0) insertRequests(store, rows)
  }

  /** Nobody waits for it. What a full disk loses of this is in the log of lines all the same. */
  function flushSoon(): void {
    const rows = taken()
    if (rows.length > 0) store.together(() => insertRequests(store, rows)).catch(() => {})
  }

  return { add, flush, onRequest: (heard) => void listeners.push(heard) }
}

function withoutEarlyReads(rows: readonly RequestRow[]): RequestRow[] {
  const isRead = ({ method, status }: RequestRow) => method === 'GET' && status < 400
  let early = rows.filter(isRead).length - MOST_READS
  return rows.filter((row) => !isRead(row) || early-- <= 0)
}

function insertRequests(store: Store, rows: readonly RequestRow[]): void {
  store.transaction(() => {
    for (const row of rows) store.run(INSERT, ...valuesOf(row))
  })
}

function valuesOf(row: RequestRow): Value[] {
  const { id, account, livemode, application, method, path, status, duration_ms } = row
  const { idempotency_key, parameters, error, at } = row
  return [
    ...[id, account, livemode ? 1 : 0, application, method, path, status, duration_ms],
    ...[idempotency_key, parameters, error, at],
  ]
}
