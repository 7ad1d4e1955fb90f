/**
 * The least a backfill could do: the pages of a list fetched one ahead and parsed, copied into a temporary table, and
 * a thousand at a time taken over by one `insert … on conflict`. No state, no retries, no order, no budget.
 */
import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { Client } from 'pg'

const ROWS = 1000
const TEMPORARY = 'create temporary table page (id text, created bigint, body jsonb)'
const COPY = 'copy page from stdin'
const takeOver = (table) =>
  `with gone as (delete from page returning *)
   insert into stripe.${table} as kept (account, livemode, generation, id, created, sec, obs, body)
   select 'acct_floor', false, 1, id, created, 0, 0, body from gone
   on conflict (account, livemode, id) do update set body = excluded.body`

if (!isMainThread) await serveEmbedded()

/** @param url of a server, or undefined for the embedded store in `directory`, on a thread as ours is */
export async function openFloor(url, directory) {
  return url === undefined ? onThread(directory) : onServer(url)
}

export async function readAll(origin, names, store) {
  let objects = 0
  for (const name of names) {
    let rows = []
    let coming = page(origin, name, null)
    for (;;) {
      const { data, has_more: more } = await coming
      if (more) coming = page(origin, name, data.at(-1).id)
      for (const object of data) rows.push(object)
      if (rows.length >= ROWS || !more) {
        await store.write(name, linesOf(rows))
        objects += rows.length
        rows = []
      }
      if (!more) break
    }
  }
  return objects
}

async function page(origin, name, after) {
  const cursor = after === null ? '' : `&starting_after=${after}`
  const answer = await fetch(`${origin}/v1/${name}?limit=100${cursor}`)
  return answer.json()
}

function linesOf(rows) {
  const lines = rows.map(({ id, created, ...rest }) => {
    const body = JSON.stringify({ id, created, ...rest })
    return `${id}\t${created}\t${body.replaceAll('\\', '\\\\')}\n`
  })
  return Buffer.from(lines.join(''))
}

async function onServer(url) {
  const client = new Client(url)
  await client.connect()
  await client.query(TEMPORARY)
  return {
    async write(table, lines) {
      await client.query('begin')
      await copyInto(client, lines)
      await client.query(takeOver(table))
      await client.query('commit')
    },
    close: () => client.end(),
  }
}

/** What pg calls a submittable: it speaks the protocol of one statement. */
function copyInto(client, lines) {
  return new Promise((resolve, reject) => {
    client.query({
      submit: (connection) => connection.query(COPY),
      handleCopyInResponse(connection) {
        connection.sendCopyFromChunk(lines)
        connection.endCopyFrom()
      },
      handleCommandComplete() {},
      handleError: reject,
      handleReadyForQuery: resolve,
    })
  })
}

async function onThread(directory) {
  const thread = new Worker(new URL(import.meta.url), { workerData: directory })
  await once(thread, 'message')
  return {
    async write(table, lines) {
      thread.postMessage({ table, lines })
      await once(thread, 'message')
    },
    close: () => thread.terminate(),
  }
}

async function serveEmbedded() {
  const { PGlite } = await import('@electric-sql/pglite')
  const { migrate } = await import('../packages/annex/dist/extension/store/migrate.js')
  const database = await PGlite.create(workerData)
  const ours = {
    query: async (sql, values) => (await database.query(sql, values)).rows,
    exec: async (sql) => (await database.exec(sql)).flatMap(({ rows }) => rows),
  }
  await migrate({ ...ours, transaction: (work) => work(ours) })
  await database.exec(TEMPORARY)
  parentPort.on('message', ({ table, lines }) => void write(table, lines))
  parentPort.postMessage('ready')

  async function write(table, lines) {
    await database.transaction(async (tx) => {
      await tx.query(`copy page from '/dev/blob'`, [], { blob: new Blob([lines]) })
      await tx.query(takeOver(table))
    })
    parentPort.postMessage('written')
  }
}
