/** What stays of an account after its disconnect: one line, no data (C3). */
import type { Queryable } from './database.js'

export interface AuditLine {
  /** Keyed hash of the account's id: tells whether it is the same account, never which. */
  account_hash: string
  livemode: boolean
  action: string
  at: number
  details: Record<string, unknown>
}

export async function insertAuditLine(tx: Queryable, line: AuditLine): Promise<void> {
  await tx.query(
    `insert into annex.audit (account_hash, livemode, action, at, details)
     values ($1, $2, $3, $4, $5::jsonb)`,
    [line.account_hash, line.livemode, line.action, line.at, JSON.stringify(line.details)],
  )
}

/** Newest first. */
export function listAuditLines(db: Queryable, limit: number): Promise<AuditLine[]> {
  return db.query<AuditLine>(
    `select account_hash, livemode, action, at, details
       from annex.audit order by id desc limit $1`,
    [limit],
  )
}
