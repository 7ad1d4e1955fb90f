/** What the operator of an extension may ask and do, whoever's accounts they are. */
import type { BillingRoom, BillingStatus } from '../billing/billing.js'
import { disconnect } from '../connect/disconnect.js'
import type { Deauthorization } from '../connect/deauthorize.js'
import type { ConnectParts } from '../connect/parts.js'
import { findConnection, listConnections, type Connection } from '../store/connections.js'
import type { DeadJob, DeadJobs } from './dead-jobs.js'
import type { Metrics } from './metrics.js'
import { countSeals } from '../store/seals.js'
import { NoSuchAccount, NoSuchKind } from './refusals.js'
import type { SpotCheck } from '../store/spot-checks.js'
import { UnknownKind } from '../mirror/kinds.js'
import type { Queryable } from '../store/database.js'
import type { KindProgress } from '../sync/progress.js'
import type { Sync } from '../sync/sync.js'

/** A connected account without its credentials. */
export type AccountSummary = Omit<
  Connection,
  'credentials' | 'events_cursor' | 'generation' | 'grants' | 'refused_since'
>

export type AccountStatus = AccountSummary & {
  backfill: KindProgress[]
  /** The last daily sample that was compared with Stripe; null before the first. */
  last_check: SpotCheck | null
  dead_jobs: DeadJob[]
  /** Null where the extension charges nothing. */
  billing: BillingStatus | null
}

export interface SealingKey {
  id: string
  /** What new seals are made with. */
  newest: boolean
  /** False: what it sealed can't be opened. */
  held: boolean
  /** Credentials, and the key of all hashes, that it sealed. */
  sealed: number
}

export interface Accounts {
  /** Newest first. */
  list(): Promise<AccountSummary[]>
  status(account: string): Promise<AccountStatus>
  /**
   * Reads the account again from the top, all kinds unless some are named.
   * @returns the kinds that were begun; a run under way is joined
   */
  backfill(account: string, kinds?: readonly string[]): Promise<{ kinds: string[] }>
  /** Ends the connection; its rows are removed in the background. @returns what Stripe said */
  disconnect(account: string): Promise<{ stripe: Deauthorization['kind'] }>
  /** Jobs of all accounts that failed for good. */
  deadJobs(): Promise<DeadJob[]>
  /** Which of the keys in ENCRYPTION_KEY seal what is kept; the first is the newest (K3). */
  keys(): Promise<SealingKey[]>
  /** How all of it stands, as `/metrics` says it; counts are of the process that is asked. */
  figures(): Promise<Figure[]>
  /** Tries them again. @throws NoSuchJob */
  replay(ids: readonly string[]): Promise<{ replayed: number }>
}

/** @throws NoSuchAccount naming those there are */
export async function getConnection(account: string, connect: ConnectParts): Promise<Connection> {
  const { database, settings } = connect
  const found = await findConnection(database, { account, livemode: settings.livemode })
  if (found && found.state !== 'purging') return found
  throw await noSuchAccount(account, connect)
}

/** One line of `/metrics`. */
export interface Figure {
  name: string
  labels: Readonly<Record<string, string>>
  value: number
}

interface AccountsParts {
  metrics: Metrics
  connect: ConnectParts
  sync: Sync
  deadJobs: DeadJobs
  billing: BillingRoom | undefined
}

export function accountsOf(parts: AccountsParts): Accounts {
  const { connect, sync, deadJobs, billing, metrics } = parts
  const { database } = connect
  const get = (account: string) => getConnection(account, connect)

  return {
    list: async () => (await listConnections(database)).map(summaryOf),
    async status(account) {
      const connection = await get(account)
      return {
        ...summaryOf(connection),
        backfill: await sync.progressOf(connection),
        last_check: (await sync.lastCheck(connection)) ?? null,
        dead_jobs: await deadJobs.list(connection),
        billing: billing?.sells ? await billing.status(connection) : null,
      }
    },
    async backfill(account, kinds) {
      const connection = await get(account)
      const request = { again: true, ...(kinds && { kinds }) }
      try {
        const begin = (tx: Queryable) => sync.startBackfill(tx, connection, request)
        return { kinds: await database.transaction(begin) }
      } catch (error) {
        throw error instanceof UnknownKind ? new NoSuchKind(error.message) : error
      }
    },
    deadJobs: () => deadJobs.list(),
    keys: () => keysOf(connect),
    figures: () => figuresOf(metrics),
    replay: (ids) => deadJobs.replay(ids),
    async disconnect(account) {
      const answer = await disconnect(await get(account), connect)
      return { stripe: answer.kind }
    },
  }
}

export function summaryOf(connection: Connection): AccountSummary {
  const { id, tenant, account, account_name, livemode, kind, scope } = connection
  const { state, state_reason, connected_at, last_event_at } = connection
  return {
    ...{ id, tenant, account, account_name, livemode, kind, scope },
    ...{ state, state_reason, connected_at, last_event_at },
  }
}

async function figuresOf(metrics: Metrics): Promise<Figure[]> {
  const families = await metrics.families()
  return families.flatMap(({ name, samples }) =>
    samples.map(({ labels, value, part }) => {
      return { name: part ? `${name}_${part}` : name, labels, value }
    }),
  )
}

async function keysOf({ database, keyRing }: ConnectParts): Promise<SealingKey[]> {
  const counts = new Map((await countSeals(database)).map(({ key, count }) => [key, count]))
  const held = keyRing.keys.map(({ id }) => id)
  const ids = [...new Set([...held, ...counts.keys()])]
  return ids.map((id, n) => ({
    ...{ id, newest: n === 0, held: held.includes(id), sealed: counts.get(id) ?? 0 },
  }))
}

async function noSuchAccount(account: string, { database }: ConnectParts): Promise<NoSuchAccount> {
  const ids = (await listConnections(database)).map((connection) => connection.account)
  const known = ids.length > 0 ? `Connected: ${ids.join(', ')}.` : 'None is connected yet.'
  return new NoSuchAccount(`No connected account '${account}'. ${known}`)
}
