/** Gross volume by day: what an account's customers paid, before refunds, disputes and fees. */
import type { GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'

/** One calendar day in the account's time zone; money in the smallest unit of the currency. */
export interface VolumeDay {
  /** `2026-11-24` */
  day: string
  gross: number
  refunded: number
  payments: number
}

export interface Volume {
  /** Settlement currency, lower case; the one most payments were settled in. */
  currency: string
  timezone: string
  /** Oldest first, without gaps. The last one is still running. */
  days: VolumeDay[]
  gross: number
  /** The same number of days before these, to compare with. */
  grossBefore: number
  /** Other currencies with payments in these days: their volume is not in the figures. */
  otherCurrencies: string[]
}

/**
 * The last `length` days up to and including today.
 * Balance transactions are the base, since they say what was really settled and when; an authorised
 * charge that nobody captured has none.
 * @param now Unix seconds
 * @returns undefined while there is no balance transaction at all
 */
export async function volumeByDay(
  db: Queryable,
  owner: GenerationKey,
  { now, length }: { now: number; length: number },
): Promise<Volume | undefined> {
  const currencies = await currenciesOf(db, owner)
  const currency = currencies[0]
  if (!currency) return undefined
  const timezone = await timezoneOf(db, owner)
  const days = await readDays(db, owner, { now, currency, timezone, length: length * 2 })
  const shown = days.slice(length)
  return {
    currency,
    timezone,
    days: shown,
    gross: total(shown),
    grossBefore: total(days.slice(0, length)),
    otherCurrencies: currencies.slice(1),
  }
}

function total(days: readonly VolumeDay[]): number {
  return days.reduce((sum, { gross }) => sum + gross, 0)
}

async function currenciesOf(db: Queryable, owner: GenerationKey): Promise<string[]> {
  const rows = await db.query<{ currency: string }>(
    `select body ->> 'currency' as currency
       from stripe.balance_transactions
      where account = $1 and livemode = $2 and generation = $3 and not deleted
      group by 1
      order by count(*) desc, 1`,
    [owner.account, owner.livemode, owner.generation],
  )
  return rows.map((row) => row.currency)
}

/** The account's reporting time zone, when Postgres knows it too; else UTC. */
async function timezoneOf(db: Queryable, { account, livemode }: GenerationKey): Promise<string> {
  const [row] = await db.query<{ name: string }>(
    `select zone.name
       from stripe.accounts a
       join pg_timezone_names zone on zone.name = a.body -> 'settings' -> 'dashboard' ->> 'timezone'
      where a.account = $1 and a.livemode = $2 and a.id = $1`,
    [account, livemode],
  )
  return row?.name ?? 'UTC'
}

interface Days {
  now: number
  currency: string
  timezone: string
  length: number
}

function readDays(db: Queryable, owner: GenerationKey, range: Days): Promise<VolumeDay[]> {
  return db.query<VolumeDay>(
    `with today as (
       select (to_timestamp($3::bigint) at time zone $4)::date as day
     ),
     days as (
       select (today.day - offset_days) as day
         from today, generate_series(0, $5::int - 1) as offset_days
     ),
     moved as (
       select (to_timestamp(created) at time zone $4)::date as day,
              body ->> 'reporting_category' as category,
              (body ->> 'amount')::bigint as amount
         from stripe.balance_transactions
        where account = $1 and livemode = $2 and generation = $7 and not deleted
          and created >= extract(epoch from (select min(day) from days)::timestamp at time zone $4)
          and body ->> 'currency' = $6
     )
     select to_char(days.day, 'YYYY-MM-DD') as day,
            coalesce(sum(amount) filter (where category = 'charge'), 0)::bigint as gross,
            coalesce(-sum(amount) filter (where category = 'refund'), 0)::bigint as refunded,
            (count(*) filter (where category = 'charge'))::int as payments
       from days
       left join moved using (day)
      group by days.day
      order by days.day`,
    [
      ...[owner.account, owner.livemode, range.now, range.timezone],
      ...[range.length, range.currency, owner.generation],
    ],
  )
}
