/** How the whole mirror stands, in a few statements whatever the number of accounts. */
import type { Queryable } from './database.js'
import { OUTDATED } from './outdated.js'
import { sumOfChecks, type CheckSums } from './spot-checks.js'

export interface StateCount {
  state: string
  count: number
}

export interface Gauges {
  /** Of connections. */
  connections: StateCount[]
  /** Of backfill runs of connections that stand. */
  runs: StateCount[]
  /** Runs that read at an older version of the API. */
  outdated: number
  lag: Lag
  accounts: { reading: number; withoutBudget: number; lastEventAt: number | null }
  rereads: { waiting: number; failing: number }
  purges: number
  checks: CheckSums
  jobs: JobCount[]
  consumers: { name: string; unread: number }[]
}

/** Seconds since the platform's second up to which events were caught up with, of active connections. */
export interface Lag {
  /** How many are within each bound alone, then how many are above the last. */
  counts: number[]
  largest: number
}

export interface JobCount {
  kind: string
  waiting: number
  running: number
  dead: number
  /** Seconds since the one that waits longest could have begun. */
  oldest: number
}

/** @param options.now Unix seconds. @param options.bounds of the lag, growing */
export async function readGauges(
  db: Queryable,
  options: { now: number; bounds: readonly number[]; perSecond: number; version: string },
): Promise<Gauges> {
  return {
    connections: await db.query<StateCount>(
      `select state, count(*)::int as count from annex.connections group by state order by state`,
    ),
    ...(await readRuns(db, options.version)),
    lag: await readLag(db, options),
    accounts: await readAccounts(db, options),
    ...(await readBacklog(db)),
    checks: await sumOfChecks(db),
    jobs: await readJobs(db),
    consumers: await readConsumers(db),
  }
}

/** In one pass: there are as many runs as accounts times kinds. */
async function readRuns(
  db: Queryable,
  version: string,
): Promise<Pick<Gauges, 'runs' | 'outdated'>> {
  const rows = await db.query<StateCount & { outdated: number }>(
    `select run.state, count(*)::int as count, count(*) filter (where ${OUTDATED})::int as outdated
       from annex.backfills run join annex.connections connection using (account, livemode, generation)
      where connection.state <> 'purging'
      group by run.state order by run.state`,
    [version],
  )
  const runs = rows.map(({ state, count }) => ({ state, count }))
  return { runs, outdated: rows.reduce((sum, row) => sum + row.outdated, 0) }
}

async function readLag(
  db: Queryable,
  { now, bounds }: { now: number; bounds: readonly number[] },
): Promise<Lag> {
  const rows = await db.query<{ place: number; count: number; largest: number }>(
    `select width_bucket(lag - 1, $2::bigint[]) as place, count(*)::int as count, max(lag) as largest
       from (select greatest($1::bigint - coalesce(events_cursor, connected_at), 0) as lag
               from annex.connections where state = 'active') as behind
      group by place`,
    [now, bounds],
  )
  const counts = [...bounds, Infinity].map(
    (_, n) => rows.find((row) => row.place === n)?.count ?? 0,
  )
  return { counts, largest: Math.max(0, ...rows.map(({ largest }) => largest)) }
}

async function readAccounts(db: Queryable, { perSecond }: { perSecond: number }) {
  const [row] = await db.query<Gauges['accounts']>(
    `select (select count(distinct (account, livemode))::int
               from annex.backfills join annex.connections connection using (account, livemode, generation)
              where annex.backfills.state <> 'done' and connection.state <> 'purging') as reading,
            (select count(*)::int from annex.budgets
              where tokens + (extract(epoch from clock_timestamp()) * 1000 - at_ms) * $1::float8 / 1000 < 1
            ) as "withoutBudget",
            (select max(last_event_at) from annex.connections) as "lastEventAt"`,
    [perSecond],
  )
  return row ?? { reading: 0, withoutBudget: 0, lastEventAt: null }
}

async function readBacklog(db: Queryable): Promise<Pick<Gauges, 'rereads' | 'purges'>> {
  const [row] = await db.query<{ waiting: number; failing: number; purges: number }>(
    `select count(*) filter (where attempts = 0)::int as waiting,
            count(*) filter (where attempts > 0)::int as failing,
            (select count(*)::int from annex.purges) as purges
       from annex.rereads`,
  )
  const { waiting = 0, failing = 0, purges = 0 } = row ?? {}
  return { rereads: { waiting, failing }, purges }
}

/** Dead letters are counted as what they were. */
function readJobs(db: Queryable): Promise<JobCount[]> {
  return db.query<JobCount>(
    `select case when name = 'dead' then source_name else name end as kind,
            count(*) filter (where name <> 'dead' and state in ('created', 'retry'))::int as waiting,
            count(*) filter (where name <> 'dead' and state = 'active')::int as running,
            count(*) filter (where name = 'dead')::int as dead,
            coalesce(extract(epoch from clock_timestamp() - min(start_after) filter (
              where name <> 'dead' and state in ('created', 'retry') and start_after <= clock_timestamp())), 0)::float8 as oldest
       from pgboss.job
      where name = 'dead' or state in ('created', 'retry', 'active')
      group by kind order by kind`,
  )
}

/** While no reader comes few changes are numbered: those without a number lie before everybody. */
function readConsumers(db: Queryable): Promise<Gauges['consumers']> {
  return db.query(
    `select name, greatest(last - position, 0) + waiting.count as unread
       from annex.consumers, annex.feed,
            (select count(*) from annex.changes where position is null) as waiting
      order by name`,
  )
}
