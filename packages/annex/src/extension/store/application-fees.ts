/** Our share of what connected accounts' customers paid, and its sums. */
import { ACCOUNT_NAME, type AccountKey } from './connections.js'
import type { Queryable } from './database.js'
import { jsonText } from './json.js'

export interface FeeRow extends AccountKey {
  id: string
  amount: number
  amount_refunded: number
  currency: string
  created: number
}

/** In any order, and as often as they come. */
export async function keepFees(tx: Queryable, fees: readonly FeeRow[]): Promise<void> {
  if (fees.length === 0) return
  await tx.query(
    `insert into annex.application_fees as known
       (id, livemode, account, amount, amount_refunded, currency, created)
     select id, livemode, account, amount, max(amount_refunded), currency, created
       from jsonb_to_recordset($1::jsonb) as seen
         (id text, livemode boolean, account text, amount bigint, amount_refunded bigint,
          currency text, created bigint)
      group by id, livemode, account, amount, currency, created
      order by id
     on conflict (livemode, id) do update
        set amount_refunded = greatest(known.amount_refunded, excluded.amount_refunded)`,
    [jsonText(fees)],
  )
}

/** In one currency; `amount` is what was kept, `refunded` what was given back. */
export interface FeeSum {
  currency: string
  fees: number
  amount: number
  refunded: number
}

export interface FeeMonth extends FeeSum {
  /** `2026-11`, UTC. */
  month: string
}

export interface FeeAccount extends FeeSum {
  account: string
  account_name: string | null
}

const SUMS = `currency, count(*)::integer as fees,
              sum(amount - amount_refunded)::bigint as amount,
              sum(amount_refunded)::bigint as refunded`

/** Newest month first. @param from Unix seconds */
export function sumFeesByMonth(
  db: Queryable,
  { livemode, from }: { livemode: boolean; from: number },
): Promise<FeeMonth[]> {
  return db.query<FeeMonth>(
    `select to_char(to_timestamp(created) at time zone 'utc', 'YYYY-MM') as month, ${SUMS}
       from annex.application_fees
      where livemode = $1 and created >= $2
      group by 1, currency
      order by 1 desc, amount desc`,
    [livemode, from],
  )
}

/** The largest first. @param from Unix seconds */
export function sumFeesByAccount(
  db: Queryable,
  { livemode, from }: { livemode: boolean; from: number },
): Promise<FeeAccount[]> {
  return db.query<FeeAccount>(
    `select fee.account, ${SUMS},
            max(${ACCOUNT_NAME}) as account_name
       from annex.application_fees fee
       left join annex.connections connected
         on connected.account = fee.account and connected.livemode = fee.livemode
        and connected.state <> 'purging'
       left join stripe.accounts own
         on own.account = connected.account and own.livemode = connected.livemode
        and own.id = connected.account and own.generation = connected.generation
      where fee.livemode = $1 and fee.created >= $2
      group by fee.account, currency
      order by amount desc, fee.account`,
    [livemode, from],
  )
}
