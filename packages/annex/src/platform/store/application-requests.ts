/** What one application asked of one account, from the log of API requests. */
import type { ListedRequest } from './request-list.js'
import type { Store } from './store.js'

/** `application` is `applications.id`; the log names the client of each request's mode. */
interface By {
  account: string
  livemode: boolean
  application: string
}

const MATCHING = `
  account = ? and livemode = ?
    and application in (select client_id from application_credentials where application = ?)`

export function countApplicationRequests(store: Store, by: By, since: number): number {
  const row = store.get<{ count: number }>(
    `select count(*) as count from requests where ${MATCHING} and at >= ?`,
    ...[by.account, by.livemode ? 1 : 0, by.application, since],
  )
  return row?.count ?? 0
}

/** Newest first. */
export function listApplicationRequests(store: Store, by: By, limit: number): ListedRequest[] {
  return store.all(
    `select * from requests where ${MATCHING} order by seq desc limit ? + 0`,
    ...[by.account, by.livemode ? 1 : 0, by.application, limit],
  )
}
