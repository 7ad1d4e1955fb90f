/** Answers kept for a day, so that a repeated request gets the first one's (api.md 1.6, D10). */
import type { Store } from './store.js'
import { forgetKeys, rememberKey, rowsOfKey } from './used-keys.js'

export interface IdempotentRequest {
  account: string
  livemode: boolean
  key: string
  /** `POST /v1/…`, with the ids the first request had. */
  route: string
  /** Hash of the parameters. */
  fingerprint: string
  request_id: string
  status: number
  answer: string
  created: number
}

/** Stripe promises at least this long. */
const KEPT_SECONDS = 24 * 3600

export function findIdempotentRequest(
  store: Store,
  scope: { account: string; livemode: boolean },
  key: string,
): IdempotentRequest | undefined {
  const { account, livemode } = scope
  for (const seq of rowsOfKey(store, { account, livemode, key })) {
    const kept = store.get<IdempotentRequest>(
      `select * from idempotent_requests
        where seq = ? and account = ? and livemode = ? and key = ?`,
      ...[seq, account, livemode ? 1 : 0, key],
    )
    if (kept !== undefined) return kept
  }
  return undefined
}

export function insertIdempotentRequest(store: Store, kept: IdempotentRequest): void {
  const seq = store.insert(
    `insert into idempotent_requests
       (account, livemode, key, route, fingerprint, request_id, status, answer, created)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[kept.account, kept.livemode ? 1 : 0, kept.key, kept.route, kept.fingerprint],
    ...[kept.request_id, kept.status, kept.answer, kept.created],
  )
  rememberKey(store, kept, seq)
}

/**
 * Of the `most` oldest those that are not kept any more: an index by time would cost every request.
 * @returns how many went
 */
export function deleteOldIdempotentRequests(store: Store, now: number, most: number): number {
  const old = store.all<{ seq: number; account: string; livemode: number; key: string }>(
    `select seq, account, livemode, key
       from (select * from idempotent_requests order by seq limit ? + 0)
      where created < ?`,
    ...[most, now - KEPT_SECONDS],
  )
  forgetKeys(
    store,
    old.map((row) => ({ ...row, livemode: row.livemode === 1 })),
  )
  for (const { seq } of old) store.run('delete from idempotent_requests where seq = ?', seq)
  return old.length
}
