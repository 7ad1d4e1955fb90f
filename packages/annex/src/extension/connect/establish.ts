/** Keeping what Stripe granted: the connection's row, its credentials and its first work, together. */
import { newId } from '../../core/ids.js'
import {
  insertConnection,
  lockConnection,
  nextGeneration,
  renewConnection,
  type ConnectionRow,
} from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { tellOfChange } from '../store/news.js'
import { sealCredentials } from './credentials.js'
import type { Grant } from './exchange.js'
import type { ConnectNews, ConnectParts } from './parts.js'

export type Established =
  | { kind: 'connected'; connection: ConnectionRow }
  /** Somebody else connected it before: one account and mode has one tenant (C7). */
  | { kind: 'other_tenant' }

/** Runs in the caller's transaction, so that the outcome it keeps can't differ from what happened. */
export async function establish(
  tx: Queryable,
  { grant, tenant, appState }: { grant: Grant; tenant: string; appState: string | null },
  parts: ConnectParts,
): Promise<Established> {
  const current = await lockConnection(tx, grant)
  const held = current && current.state !== 'purging' ? current : undefined
  if (held && held.tenant !== tenant) return { kind: 'other_tenant' }
  const connection = held
    ? await renew(tx, held, grant, parts)
    : await begin(tx, grant, tenant, parts)
  await parts.connected(tx, connection, held !== undefined)
  await tellOfChange(tx, connection)
  await tell(tx, connection, { renewed: held !== undefined, app_state: appState }, parts)
  return { kind: 'connected', connection }
}

async function tell(
  tx: Queryable,
  { account, livemode, generation }: ConnectionRow,
  news: Pick<ConnectNews, 'renewed' | 'app_state'>,
  parts: ConnectParts,
): Promise<void> {
  if (!parts.hooks.onConnect) return
  await parts.enqueue(tx, { name: 'on_connect', data: { account, livemode, generation, ...news } })
}

async function begin(tx: Queryable, grant: Grant, tenant: string, parts: ConnectParts) {
  const { account, livemode, scope } = grant
  const { random, clock } = parts.outside
  const identity = { id: newId('conn', random), tenant, account, livemode }
  return insertConnection(tx, {
    ...identity,
    kind: 'connect',
    scope,
    generation: await nextGeneration(tx),
    credentials: sealCredentials(grant.tokens, identity, { ring: parts.keyRing, random }),
    connected_at: clock.now(),
  })
}

async function renew(tx: Queryable, held: ConnectionRow, grant: Grant, parts: ConnectParts) {
  const keys = { ring: parts.keyRing, random: parts.outside.random }
  return renewConnection(tx, {
    id: held.id,
    scope: grant.scope,
    credentials: sealCredentials(grant.tokens, held, keys),
  })
}
