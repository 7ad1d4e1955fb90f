/** The sums an account's balance is made of. */
import type { Store } from './store.js'

/** Money in one currency that came in one way and is available from one moment on. */
export interface Funds {
  readonly currency: string
  /** `card`, `bank_account`, `fpx`. */
  readonly source_type: string
  /** Unix seconds; 0 for what was available when it was recorded. */
  readonly available_on: number
  /** Negative when it leaves the balance. */
  readonly net: number
}

interface Owner {
  readonly account: string
  readonly livemode: boolean
}

export function addFunds(store: Store, { account, livemode }: Owner, funds: Funds): void {
  const { currency, source_type, available_on, net } = funds
  store.run(
    `insert into funds (account, livemode, currency, source_type, available_on, net)
     values (?, ?, ?, ?, ?, ?)
     on conflict (account, livemode, currency, source_type, available_on) do update
        set net = net + excluded.net`,
    ...[account, livemode ? 1 : 0, currency, source_type, available_on, net],
  )
}

/** One row for each currency, way in and day. */
export function listFunds(store: Store, { account, livemode }: Owner): Funds[] {
  return store.all(
    `select currency, source_type, available_on, net from funds
      where account = ? and livemode = ?
      order by currency, source_type, available_on`,
    ...[account, livemode ? 1 : 0],
  )
}
