/** The log of API requests as the dashboard reads it. */
import type { RequestRow } from './requests.js'
import type { Store } from './store.js'

interface Place {
  readonly account: string
  readonly livemode: boolean
}

export interface ListedRequest extends Omit<RequestRow, 'livemode'> {
  seq: number
  livemode: number
}

export interface RequestFilter {
  limit: number
  method?: string | undefined
  /** `succeeded` is below 400, `failed` above. */
  outcome?: 'succeeded' | 'failed' | undefined
  /** A beginning of the path. */
  path?: string | undefined
  /** `seq` of the last row of the page before. */
  before?: number | undefined
}

/** Newest first. */
export function listRequests(store: Store, place: Place, filter: RequestFilter): ListedRequest[] {
  return store.all(
    `select * from requests
      where account = ?1 and livemode = ?2
        and (?3 is null or method = ?3)
        and (?4 is null or (status < 400) = (?4 = 'succeeded'))
        and (?5 is null or substr(path, 1, length(?5)) = ?5)
        and (?6 is null or seq < ?6)
      order by seq desc
      limit ?7 + 0`,
    ...[place.account, place.livemode ? 1 : 0, filter.method ?? null, filter.outcome ?? null],
    ...[filter.path ?? null, filter.before ?? null, filter.limit],
  )
}

export function findRequest(store: Store, place: Place, id: string): ListedRequest | undefined {
  return store.get(
    'select * from requests where account = ? and livemode = ? and id = ? order by seq desc',
    ...[place.account, place.livemode ? 1 : 0, id],
  )
}
