/** What we charge for an account: our customer, the subscription that counts, the checkout under way. */
import type { AccountKey } from './connections.js'
import type { Queryable } from './database.js'

/** One row tells all: Stripe's words where Stripe has them, and `none` before the first purchase. */
export type BillingWord = 'none' | 'trialing' | 'active' | 'past_due' | 'unpaid' | 'canceled'

/** The subscription that counts. Times in Unix seconds. */
export interface BilledSubscription {
  status: BillingWord
  subscription: string | null
  price: string | null
  product: string | null
  plan_name: string | null
  /** Of one period, in the smallest unit; null where it depends on use. */
  amount: number | null
  currency: string | null
  period: string | null
  period_count: number | null
  current_period_end: number | null
  trial_end: number | null
  cancel_at: number | null
}

export interface BillingRow extends AccountKey, BilledSubscription {
  tenant: string
  customer: string | null
  made: number
  obs: number
  attempt: number
  attempt_price: string | null
  session: string | null
}

const WHERE = 'where account = $1 and livemode = $2'

async function first(db: Queryable, sql: string, values: unknown[]) {
  return (await db.query<BillingRow>(sql, values))[0]
}

export function findBilling(
  db: Queryable,
  { account, livemode }: AccountKey,
): Promise<BillingRow | undefined> {
  return first(db, `select * from annex.billing_customers ${WHERE}`, [account, livemode])
}

export function findBillingByCustomer(
  db: Queryable,
  { customer, livemode }: { customer: string; livemode: boolean },
): Promise<BillingRow | undefined> {
  const sql = 'select * from annex.billing_customers where customer = $1 and livemode = $2'
  return first(db, sql, [customer, livemode])
}

/** The row, made when there is none yet, locked until the transaction ends. */
export async function lockBilling(
  tx: Queryable,
  { account, livemode, tenant }: AccountKey & { tenant: string },
): Promise<BillingRow> {
  await tx.query(
    `insert into annex.billing_customers (account, livemode, tenant) values ($1, $2, $3)
     on conflict (account, livemode) do update set tenant = excluded.tenant`,
    [account, livemode, tenant],
  )
  const sql = `select * from annex.billing_customers ${WHERE} for update`
  const row = await first(tx, sql, [account, livemode])
  if (!row) throw new Error('The billing row vanished under its own lock.')
  return row
}

/** @returns the customer that is kept: the first answer's, should two have asked at once */
export async function keepCustomer(
  db: Queryable,
  { account, livemode, made }: AccountKey & { made: number },
  customer: string,
): Promise<string | undefined> {
  const row = await first(
    db,
    `update annex.billing_customers set customer = coalesce(customer, $4)
      ${WHERE} and made = $3 returning *`,
    [account, livemode, made, customer],
  )
  return row?.customer ?? undefined
}

/** What was tried came to nothing: the next try is another one. */
export async function makeAnew(
  db: Queryable,
  { account, livemode, made }: AccountKey & { made: number },
): Promise<void> {
  await db.query(
    `update annex.billing_customers set made = made + 1
      ${WHERE} and made = $3 and customer is null`,
    [account, livemode, made],
  )
}

/** It was deleted at Stripe, and its subscriptions ended with it: the next one is another. */
export async function forgetCustomer(
  tx: Queryable,
  { account, livemode }: AccountKey,
  { customer, obs }: { customer: string; obs: number },
): Promise<void> {
  await tx.query(
    `update annex.billing_customers
        set customer = null, made = made + 1, obs = $4, attempt_price = null, session = null,
            status = case when subscription is null then 'none' else 'canceled' end,
            current_period_end = null, cancel_at = null
      ${WHERE} and customer = $3 and obs < $4`,
    [account, livemode, customer, obs],
  )
}

/**
 * What a read came to, unless a later one was kept before. Somebody who pays has no checkout open.
 * @returns whether it was written
 */
export async function writeSubscription(
  tx: Queryable,
  { account, livemode, customer }: Pick<BillingRow, 'account' | 'livemode' | 'customer'>,
  { obs, paying, ...seen }: BilledSubscription & { obs: number; paying: boolean },
): Promise<boolean> {
  const rows = await tx.query(
    `update annex.billing_customers
        set status = $5, subscription = $6, price = $7, product = $8, plan_name = $9, amount = $10,
            currency = $11, period = $12, period_count = $13, current_period_end = $14,
            trial_end = $15, cancel_at = $16, obs = $4,
            attempt_price = case when $17 then null else attempt_price end,
            session = case when $17 then null else session end
      ${WHERE} and customer = $3 and obs < $4
      returning account`,
    [
      ...[account, livemode, customer, obs, seen.status, seen.subscription, seen.price],
      ...[seen.product, seen.plan_name, seen.amount, seen.currency, seen.period],
      ...[seen.period_count, seen.current_period_end, seen.trial_end, seen.cancel_at, paying],
    ],
  )
  return rows.length === 1
}

/** Under the row's lock: from here on a checkout may be open at Stripe. @returns its number */
export async function beginAttempt(
  tx: Queryable,
  { account, livemode }: AccountKey,
  price: string,
): Promise<number> {
  const row = await first(
    tx,
    `update annex.billing_customers set attempt = attempt + 1, attempt_price = $3, session = null
      ${WHERE} returning *`,
    [account, livemode, price],
  )
  return row?.attempt ?? 0
}

/** @returns false when the attempt is over, or another one has taken its place */
export async function keepSession(
  db: Queryable,
  { account, livemode, attempt }: AccountKey & { attempt: number },
  session: string,
): Promise<boolean> {
  const rows = await db.query(
    `update annex.billing_customers set session = $4
      ${WHERE} and attempt = $3 and attempt_price is not null
      returning account`,
    [account, livemode, attempt, session],
  )
  return rows.length === 1
}

/** Its session is known to be complete, expired or never made. */
export async function endAttempt(
  db: Queryable,
  { account, livemode, attempt }: AccountKey & { attempt: number },
): Promise<void> {
  await db.query(
    `update annex.billing_customers set attempt_price = null, session = null
      ${WHERE} and attempt = $3`,
    [account, livemode, attempt],
  )
}

/** Who never went to a checkout is not in our books. */
export async function deleteUnbilled(
  db: Queryable,
  { account, livemode }: AccountKey,
): Promise<void> {
  const sql = `delete from annex.billing_customers ${WHERE} and customer is null`
  await db.query(sql, [account, livemode])
}
