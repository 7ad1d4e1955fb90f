/** What is kept for a while only, so that a store doesn't grow with the days it has run. */
import { removeOldAuthorizationRequests } from './authorization-requests.js'
import { forgetReplays } from './authorization-codes.js'
import { deleteOldIdempotentRequests } from './idempotency.js'
import type { Store } from './store.js'

const DAY = 24 * 3600

/** Days. Events are listed for 30 (D8), and their deliveries with them. */
const EVENTS_KEPT = 30
const REQUESTS_KEPT = 30
/** A code that comes a second time ends its connection (S3), for as long as we know it. */
const CODES_KEPT = 90
/** Until then a revoked token is told from one that never was. */
const REVOKED_TOKENS_KEPT = 90
const LINKS_KEPT = 30
/** No session is good for longer (S10). */
const SESSIONS_KEPT = 7

/**
 * Deletes at most `most` rows of each kind, in one transaction: requests wait for no longer.
 * @param now Unix seconds
 * @returns whether there may be more
 */
export function deleteOutlived(store: Store, now: number, most: number): boolean {
  return store.transaction(() => {
    removeOldAuthorizationRequests(store, now)
    forgetReplays(store, now)
    const deleted = [
      deleteEvents(store, now - EVENTS_KEPT * DAY, most),
      deleteSome(store, 'thin_events where created < ?', now - EVENTS_KEPT * DAY, most),
      deleteOldIdempotentRequests(store, now, most),
      deleteRequests(store, now - REQUESTS_KEPT * DAY, most),
      deleteSome(store, 'authorization_codes where created < ?', now - CODES_KEPT * DAY, most),
      deleteSome(store, 'oauth_tokens where revoked_at < ?', now - REVOKED_TOKENS_KEPT * DAY, most),
      deleteSome(store, 'narrow_keys where expires_at < ?', now - LINKS_KEPT * DAY, most),
      deleteSome(store, 'account_links where expires_at < ?', now - LINKS_KEPT * DAY, most),
      deleteSome(store, 'sessions where created <= ?', now - SESSIONS_KEPT * DAY, most),
    ]
    return deleted.some((count) => count > 0)
  })
}

/**
 * Looks at the oldest rows alone: an index by time would cost every write. Histories are written
 * in one go with times of long ago, so what is old behind newer rows goes when those have.
 */
function deleteEvents(store: Store, before: number, most: number): number {
  const old = store.all<{ id: string }>(
    `select id from (select id, created from events order by seq limit ? + 0) as oldest
      where created < ?
        and not exists (select 1 from deliveries d
                         where d.event = oldest.id and d.status = 'pending')`,
    ...[most, before],
  )
  for (const { id } of old) {
    store.run(
      'delete from attempts where delivery in (select id from deliveries where event = ?)',
      id,
    )
    store.run('delete from deliveries where event = ?', id)
    store.run('delete from events where id = ?', id)
  }
  return old.length
}

function deleteRequests(store: Store, before: number, most: number): number {
  return store.run(
    `delete from requests where seq in
       (select seq from (select seq, at from requests order by seq limit ? + 0) where at < ?)`,
    ...[most, before],
  )
}

/** Of tables that grow by what people do, not by requests: read whole, once an hour. */
function deleteSome(store: Store, those: string, before: number, most: number): number {
  const table = those.slice(0, those.indexOf(' '))
  return store.run(
    `delete from ${table} where rowid in (select rowid from ${those} limit ? + 0)`,
    ...[before, most],
  )
}
