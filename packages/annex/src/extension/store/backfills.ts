/** Backfill runs: one an account, mode and kind (B7), with the cursors their pages left (B1). */
import type { AccountKey, GenerationKey } from './connections.js'
import type { Queryable } from './database.js'

export type BackfillState = 'waiting' | 'running' | 'done' | 'paused'

/** A part of a kind's list by when its objects were made, and how far it was read. */
export interface BackfillWindow {
  /** Only objects made before this second; null: also the newest. */
  before: number | null
  /** Only objects made then or later; null: down to the first. */
  from: number | null
  /** The last id of its last page that committed. */
  cursor: string | null
  /** `created` of its oldest object so far. */
  reached: number | null
  /** How often it began again from its top because its cursor was gone (B5). */
  restarts: number
  done: boolean
}

export interface Backfill extends GenerationKey {
  kind: string
  state: BackfillState
  /** Why it paused, in words. */
  reason: string | null
  /** Still to be read, newest first; none when nothing was read yet. */
  windows: BackfillWindow[]
  pages: number
  objects: number
  /** Everything made since this second has been read. */
  reached: number | null
  /** Observation at its first page: rows seen last before it were not on any page. */
  from_obs: number | null
  fence: number
  started_at: number | null
  finished_at: number | null
}

/**
 * Makes runs wait to be done. One that waits or runs is joined, one that paused goes on where it
 * was, one that is done begins again only if `again`.
 * @returns the kinds that wait now, or run already
 */
export async function requestBackfills(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
  { kinds, again }: { kinds: readonly string[]; again: boolean },
): Promise<Pick<Backfill, 'kind' | 'state'>[]> {
  return tx.query<Pick<Backfill, 'kind' | 'state'>>(
    `insert into annex.backfills as known (account, livemode, generation, kind, state)
     select $1, $2, $3, kind, 'waiting' from unnest($4::text[]) as wanted (kind) order by kind
     on conflict (account, livemode, kind) do update
        set generation = excluded.generation,
            state = case when known.state = 'running' and known.generation = $3 then 'running' else 'waiting' end,
            reason = null,
            windows = coalesce(${onlyIfGoingOn('windows')}, '[]'),
            pages = coalesce(${onlyIfGoingOn('pages')}, 0),
            objects = coalesce(${onlyIfGoingOn('objects')}, 0),
            reached = ${onlyIfGoingOn('reached')},
            from_obs = ${onlyIfGoingOn('from_obs')},
            started_at = ${onlyIfGoingOn('started_at')},
            finished_at = null
      where known.generation < $3 or known.state <> 'done' or $5
     returning kind, state`,
    [account, livemode, generation, kinds, again],
  )
}

/** A run of an earlier connection, or one that was done, begins from nothing. */
function onlyIfGoingOn(column: string): string {
  return `case when known.generation = $3 and known.state <> 'done' then known.${column} end`
}

/** Begins or takes over a run. Its new fence number shuts out whoever had it before (J3). */
export async function leaseBackfill(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
  { kind, obs, now, version }: { kind: string; obs: number; now: number; version: string },
): Promise<Backfill | undefined> {
  const rows = await tx.query<Backfill>(
    `update annex.backfills
        set state = 'running', fence = fence + 1, started_at = coalesce(started_at, $5),
            api_version = case when from_obs is null then $7 else api_version end,
            from_obs = coalesce(from_obs, $6)
      where account = $1 and livemode = $2 and generation = $3 and kind = $4
        and state in ('waiting', 'running')
      returning *`,
    [account, livemode, generation, kind, now, obs, version],
  )
  return rows[0]
}

export interface BackfillStep {
  windows: readonly BackfillWindow[]
  pages: number
  objects: number
  reached: number | null
  state: 'running' | 'done'
  now: number
}

/** In the transaction that writes the pages' rows. @returns false when the run is somebody else's */
export async function advanceBackfill(
  tx: Queryable,
  run: Backfill,
  step: BackfillStep,
): Promise<boolean> {
  const rows = await tx.query(
    `update annex.backfills
        set windows = $6::jsonb, pages = pages + $7, objects = objects + $8, reached = $9,
            state = $10, finished_at = case when $10 = 'done' then $11::bigint end
      where account = $1 and livemode = $2 and generation = $3 and kind = $4
        and fence = $5 and state = 'running'
      returning 1`,
    [
      ...[run.account, run.livemode, run.generation, run.kind, run.fence],
      ...[JSON.stringify(step.windows), step.pages, step.objects, step.reached],
      ...[step.state, step.now],
    ],
  )
  return rows.length === 1
}

/** Why a run rests. `mayPass`: it may be over without anybody doing something. */
export interface Pause {
  reason: string
  mayPass: boolean
}

export async function pauseBackfill(tx: Queryable, run: Backfill, pause: Pause): Promise<void> {
  await tx.query(
    `update annex.backfills set state = 'paused', reason = $6, may_pass = $7
      where account = $1 and livemode = $2 and generation = $3 and kind = $4 and fence = $5`,
    [
      ...[run.account, run.livemode, run.generation, run.kind, run.fence],
      ...[pause.reason, pause.mayPass],
    ],
  )
}

/** No job will go on with it until somebody says so. @returns whether it was not done yet */
export async function giveBackfillUp(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
  { kind, reason }: { kind: string; reason: string },
): Promise<boolean> {
  const rows = await tx.query(
    `update annex.backfills set state = 'paused', reason = $5, may_pass = false
      where account = $1 and livemode = $2 and generation = $3 and kind = $4
        and state in ('waiting', 'running')
      returning 1`,
    [account, livemode, generation, kind, reason],
  )
  return rows.length === 1
}

/** Those a job should be at work on, of connections that stand. */
export function listOpenBackfills(db: Queryable): Promise<Pick<Backfill, OpenFields>[]> {
  return db.query<Pick<Backfill, OpenFields>>(
    `select account, livemode, generation, run.kind from annex.backfills run
       join annex.connections connection using (account, livemode, generation)
      where run.state in ('waiting', 'running') and connection.state <> 'purging'
      order by account, livemode, run.kind`,
  )
}

type OpenFields = 'account' | 'livemode' | 'generation' | 'kind'

/** Whoever asks for the run to go on waits until `tx` is over. */
export async function lockBackfill(
  tx: Queryable,
  { account, livemode, kind }: AccountKey & { kind: string },
): Promise<void> {
  await tx.query(
    `select 1 from annex.backfills where account = $1 and livemode = $2 and kind = $3 for update`,
    [account, livemode, kind],
  )
}

/**
 * Of an account's runs that end at once, the later sees that the others have. Before anything is
 * written in `tx`: whoever waits here must hold nothing that another one waits for.
 */
export async function takeTurnToEnd(
  tx: Queryable,
  { account, livemode }: AccountKey,
): Promise<void> {
  const turn = `select pg_advisory_xact_lock(hashtextextended($1::text || $2::boolean::text, 1))`
  await tx.query(turn, [account, livemode])
}

/** What made them pause has passed. @returns the kinds that wait for a job now */
export async function resumeBackfills(
  tx: Queryable,
  { account, livemode, generation }: GenerationKey,
): Promise<string[]> {
  const rows = await tx.query<{ kind: string }>(
    `update annex.backfills set state = 'waiting', reason = null
      where account = $1 and livemode = $2 and generation = $3 and state = 'paused' and may_pass
      returning kind`,
    [account, livemode, generation],
  )
  return rows.map(({ kind }) => kind)
}

/** Of these kinds, the ones whose run was over before `before`. */
export async function endedBefore(
  db: Queryable,
  { account, livemode, generation }: GenerationKey,
  { kinds, before }: { kinds: readonly string[]; before: number },
): Promise<string[]> {
  const rows = await db.query<{ kind: string }>(
    `select kind from annex.backfills
      where account = $1 and livemode = $2 and generation = $3 and kind = any ($4::text[])
        and state = 'done' and finished_at <= $5`,
    [account, livemode, generation, kinds, before],
  )
  return rows.map(({ kind }) => kind)
}

/** Connections that have never had a run of some of these kinds. */
export function listLacking(
  db: Queryable,
  kinds: readonly string[],
): Promise<(GenerationKey & { lacking: string[] })[]> {
  return db.query<GenerationKey & { lacking: string[] }>(
    `select account, livemode, generation, array_agg(wanted.kind order by place) as lacking
       from annex.connections connection
      cross join unnest($1::text[]) with ordinality as wanted (kind, place)
      where connection.state <> 'purging'
        and not exists (
          select from annex.backfills run
           where run.account = connection.account and run.livemode = connection.livemode
             and run.generation = connection.generation and run.kind = wanted.kind)
      group by account, livemode, generation`,
    [kinds],
  )
}

/** Runs and re-reads of kinds that are not mirrored any more. @returns those kinds; their rows stay */
export async function dropOtherBackfills(
  db: Queryable,
  kinds: readonly string[],
): Promise<string[]> {
  await db.query('delete from annex.rereads where kind <> all ($1::text[])', [kinds])
  const rows = await db.query<{ kind: string }>(
    'delete from annex.backfills where kind <> all ($1::text[]) returning kind',
    [kinds],
  )
  return [...new Set(rows.map(({ kind }) => kind))]
}

export function listBackfills(
  db: Queryable,
  { account, livemode }: AccountKey,
): Promise<Backfill[]> {
  return db.query<Backfill>(
    `select run.* from annex.backfills run
       join annex.connections connection using (account, livemode, generation)
      where run.account = $1 and run.livemode = $2
      order by run.kind`,
    [account, livemode],
  )
}

/** The same, for whoever asks with every webhook. */
export function listBackfillStates(
  db: Queryable,
  { account, livemode }: AccountKey,
): Promise<Pick<Backfill, 'kind' | 'state'>[]> {
  return db.query<Pick<Backfill, 'kind' | 'state'>>(
    `select run.kind, run.state from annex.backfills run
       join annex.connections connection using (account, livemode, generation)
      where run.account = $1 and run.livemode = $2`,
    [account, livemode],
  )
}
