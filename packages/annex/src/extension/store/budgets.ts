/** The rate budget of an account: a token bucket that fills by the database's clock. */
import type { AccountKey } from './connections.js'
import type { Queryable } from './database.js'

export interface Draw {
  wanted: number
  perSecond: number
  /** The most that collects while nobody draws. */
  burst: number
}

/**
 * Takes up to `wanted` whole tokens. A bucket begins with the first draw of a connection that stands;
 * whoever still draws for one that ended gets what it wants, and leaves nothing behind (R5).
 * @returns how many, 0 when the bucket holds less than one
 */
export async function drawBudget(
  db: Queryable,
  { account, livemode }: AccountKey,
  { wanted, perSecond, burst }: Draw,
): Promise<number> {
  const rows = await db.query<{ granted: number }>(
    `with now as (select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms),
          filled as (
            select least($5::float8, b.tokens + greatest(now.ms - b.at_ms, 0) * $4::float8 / 1000) as tokens, now.ms
              from annex.budgets b, now
             where account = $1 and livemode = $2
               for update of b),
          drawn as (
            update annex.budgets b
               set tokens = f.tokens - least($3::float8, floor(f.tokens)), at_ms = greatest(b.at_ms, f.ms)
              from filled f
             where b.account = $1 and b.livemode = $2
            returning least($3::float8, floor(f.tokens)) as granted),
          standing as (
            select 1 from annex.connections
             where account = $1 and livemode = $2 and state <> 'purging'
               and not exists (select from filled)
               for share),
          begun as (
            insert into annex.budgets (account, livemode, tokens, at_ms)
            select $1, $2, $5::float8 - $3::float8, now.ms from now, standing
            on conflict (account, livemode) do nothing
            returning $3::float8 as granted)
     select granted from drawn union all select granted from begun
      union all select $3::float8 where not exists (select from filled) and not exists (select from standing)`,
    [account, livemode, wanted, perSecond, burst],
  )
  return rows[0]?.granted ?? 0
}
