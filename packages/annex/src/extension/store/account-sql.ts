/** A query over one account's rows alone. */
import type { AccountKey } from './connections.js'
import type { Database } from './database.js'

/**
 * Runs one statement that can only read, where `charges` means the charges of that account that are
 * there: the views of the schema `stripe_account`. Nothing of it stays, not even what it sets in the
 * session, which is the next one's. It keeps a caller from forgetting a `where`, not
 * from naming `stripe.charges`; for people whose SQL isn't yours there is `annex.readers`.
 */
export function queryAccount<T extends object>(
  database: Database,
  { account, livemode }: AccountKey,
  { text, values }: { text: string; values: readonly unknown[] },
): Promise<T[]> {
  return database.transaction(async (tx) => {
    await tx.query(
      `select set_config('annex.account', $1, true), set_config('annex.livemode', $2, true),
              set_config('search_path', 'stripe_account', true),
              set_config('transaction_read_only', 'on', true)`,
      [account, livemode],
    )
    await tx.query('savepoint asked')
    const rows = await tx.query<T>(text, values)
    await tx.query('rollback to savepoint asked')
    return rows
  })
}
