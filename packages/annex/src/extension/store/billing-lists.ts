/** Who pays and who doesn't, over all accounts; and how far our own events have been read. */
import type { BilledSubscription } from './billing.js'
import { ACCOUNT_NAME, type AccountKey } from './connections.js'
import type { Queryable } from './database.js'

export interface BilledAccount extends AccountKey, BilledSubscription {
  /** `conn_…`; null: no longer connected, and still in our books. */
  connection: string | null
  account_name: string | null
  customer: string | null
}

// What needs somebody's attention stands first, those who never bought last.
const ORDER = `array_position(array['past_due', 'unpaid', 'active', 'trialing', 'canceled', 'none'],
                              coalesce(billed.status, 'none'))`

/**
 * Every connected account, and every other one that has bought. Past due first.
 * @param tenant undefined: everybody's, for the operator of the extension
 */
export function listBilledAccounts(
  db: Queryable,
  { livemode, tenant }: { livemode: boolean; tenant?: string | undefined },
): Promise<BilledAccount[]> {
  return db.query<BilledAccount>(
    `select coalesce(connected.account, billed.account) as account, $1::boolean as livemode,
            connected.id as connection, billed.customer, coalesce(billed.status, 'none') as status,
            billed.subscription, billed.price, billed.product, billed.plan_name, billed.amount,
            billed.currency, billed.period, billed.period_count, billed.current_period_end,
            billed.trial_end, billed.cancel_at,
            ${ACCOUNT_NAME} as account_name
       from (select * from annex.connections where livemode = $1 and state <> 'purging') connected
       full join (select * from annex.billing_customers where livemode = $1) billed
         on billed.account = connected.account
       left join stripe.accounts own
         on own.account = connected.account and own.livemode = $1
        and own.id = connected.account and own.generation = connected.generation
      where (connected.id is not null or billed.subscription is not null)
        and ($2::text is null or coalesce(connected.tenant, billed.tenant) = $2)
      order by ${ORDER}, billed.current_period_end nulls last, 1`,
    [livemode, tenant ?? null],
  )
}

export async function readOwnCursor(db: Queryable, livemode: boolean): Promise<number | undefined> {
  const sql = 'select events_cursor from annex.billing_cursors where livemode = $1'
  return (await db.query<{ events_cursor: number }>(sql, [livemode]))[0]?.events_cursor
}

export async function moveOwnCursor(db: Queryable, livemode: boolean, sec: number): Promise<void> {
  await db.query(
    `insert into annex.billing_cursors as known (livemode, events_cursor) values ($1, $2)
     on conflict (livemode) do update
        set events_cursor = greatest(known.events_cursor, excluded.events_cursor)`,
    [livemode, sec],
  )
}

/** Accounts we have a customer for. */
export async function listCustomers(db: Queryable, livemode: boolean): Promise<AccountKey[]> {
  return db.query<AccountKey>(
    `select account, livemode from annex.billing_customers
      where livemode = $1 and customer is not null order by account`,
    [livemode],
  )
}
