/** Postgres inside this very thread, one statement at a time, with nothing left to chance (PGlite). */
import { readFileSync } from 'node:fs'
import { PGlite, protocol } from '@electric-sql/pglite'
import type { Row } from '../../../extension/store/database.js'
import { currentTemplate } from '../../../extension/store/template.js'
import { decoders, encode } from '../../../extension/store/values.js'

const { serialize } = protocol

export interface Engine {
  /** One statement with parameters. */
  query(text: string, values: readonly unknown[]): Promise<Row[]>
  /** Several at once. */
  exec(text: string): Promise<Row[]>
  /** Who hears `notify`; one at a time. */
  onNotice(heard: (channel: string, payload: string) => void): void
}

/** What a reply may hold, as far as we read it. */
interface Message {
  name: string
  fields?: unknown[]
  channel?: string
  payload?: string
}

export async function openEngine(): Promise<Engine> {
  const template = currentTemplate()
  const pglite = await PGlite.create('memory://', {
    ...(template && { loadDataDir: new Blob([readFileSync(template)]) }),
  })
  // Nobody pulls the plug of a store in memory.
  await pglite.exec('set synchronous_commit = off')
  const prepared = new Map<string, string>()
  let count = 0
  let heard: (channel: string, payload: string) => void = () => undefined

  /** Parsed once: a storm sends the same few hundred statements again and again. */
  function messagesFor(text: string, values: readonly unknown[]): Uint8Array {
    const known = prepared.get(text)
    const statement = known ?? `s${++count}`
    if (known === undefined) prepared.set(text, statement)
    return Buffer.concat([
      ...(known === undefined ? [serialize.parse({ name: statement, text })] : []),
      serialize.bind({ statement, values: values.map(encode) }),
      ...[serialize.describe({ type: 'P' }), serialize.execute({}), serialize.sync()],
    ])
  }

  async function send(message: Uint8Array): Promise<Row[]> {
    const options = { syncToFs: false, throwOnError: true }
    const { messages } = await pglite.execProtocol(message, options)
    for (const { name, channel = '', payload = '' } of messages as Message[]) {
      if (name === 'notification') heard(channel, payload)
    }
    return rowsOf(messages)
  }

  return {
    async query(text, values) {
      try {
        return await send(messagesFor(text, values))
      } catch (error) {
        // It may have been refused before it was prepared.
        prepared.delete(text)
        throw error
      }
    },
    exec: (text) => send(serialize.query(text)),
    onNotice(hears) {
      heard = hears
    },
  }
}

interface Field {
  name: string
  dataTypeID: number
}

function rowsOf(messages: readonly Message[]): Row[] {
  const rows: Row[] = []
  let fields: Field[] = []
  for (const { name, fields: held = [] } of messages) {
    if (name === 'rowDescription') fields = held as Field[]
    if (name === 'dataRow') rows.push(rowOf(fields, held as (string | null)[]))
  }
  return rows
}

function rowOf(fields: readonly Field[], texts: readonly (string | null)[]): Row {
  return Object.fromEntries(
    fields.map(({ name, dataTypeID }, n) => {
      const text = texts[n] ?? null
      return [name, text === null ? null : (decoders.get(dataTypeID) ?? String)(text)]
    }),
  )
}
