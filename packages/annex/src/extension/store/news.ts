/** Word that something of an account changed, for pages that are open. */
import type { AccountKey } from './connections.js'
import type { Database, Queryable } from './database.js'

const CHANNEL = 'annex_news'

/** Sent when the transaction commits; several of one transaction arrive as one. */
export async function tellOfChange(
  tx: Queryable,
  { account, livemode }: AccountKey,
): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ account, livemode })])
}

/** @returns how to stop */
export function onChange(
  database: Database,
  heard: (key: AccountKey) => void,
): Promise<() => Promise<void>> {
  return database.listen(CHANNEL, (payload) => {
    const { account, livemode } = JSON.parse(payload) as AccountKey
    heard({ account, livemode })
  })
}
