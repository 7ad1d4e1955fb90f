/** A connection as work on it needs it: there, of the right generation, and able to read. */
import { findConnection, type Connection, type GenerationKey } from '../store/connections.js'
import { readerFor, type Reader } from '../stripe/read.js'
import type { SyncParts } from './parts.js'

export interface OpenConnection {
  connection: Connection
  reader: Reader
}

/** @returns undefined when it is gone, or another one stands in its place */
export async function openConnection(
  key: GenerationKey,
  parts: SyncParts,
): Promise<OpenConnection | undefined> {
  const connection = await findConnection(parts.database, key)
  if (connection?.generation !== key.generation || connection.state === 'purging') return undefined
  return { connection, reader: await readerFor(connection, parts.stripe) }
}
