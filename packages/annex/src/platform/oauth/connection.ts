/** Connections: what begins and ends them, and the one event each tells (oauth.md 4.3, 4.4). */
import { newId } from '../../core/ids.js'
import { findApplication } from '../store/applications.js'
import { recordEvent } from '../store/events.js'
import { connectGrant, endGrant, findGrant } from '../store/grants.js'
import type { GrantRow, RevokedReason, Scope } from '../store/grants.js'
import { revokeTokensOf } from '../store/oauth-tokens.js'
import type { OAuthTools } from './tools.js'

/** What connecting and disconnecting need; the dashboard has no more than this. */
export type ConnectionTools = Pick<OAuthTools, 'store' | 'clock' | 'random' | 'apiVersion'>

/** The API request that caused it, when one did. */
export interface Cause {
  id: string | null
  idempotency_key: string | null
}

const NO_REQUEST: Cause = { id: null, idempotency_key: null }

/** The code was exchanged: the grant counts from now on, with the scope it was given for. */
export function connect(tools: ConnectionTools, grant: GrantRow, scope: Scope, cause: Cause): void {
  const now = tools.clock.now()
  const isNews = grant.connected_at === null || grant.scope !== scope
  connectGrant(tools.store, grant.id, { scope, now })
  if (isNews) tell(tools, grant, 'account.application.authorized', cause)
}

/**
 * Ends a connection with all its tokens, whoever wants it.
 * @returns false when it had ended before
 */
export function disconnect(
  tools: ConnectionTools,
  grantId: string,
  reason: RevokedReason,
  cause: Cause = NO_REQUEST,
): boolean {
  const now = tools.clock.now()
  return tools.store.transaction(() => {
    if (!endGrant(tools.store, grantId, { reason, now })) return false
    revokeTokensOf(tools.store, grantId, now)
    const grant = findGrant(tools.store, grantId)
    // A grant whose code was never exchanged was no connection: nobody heard of its beginning.
    if (grant?.connected_at) tell(tools, grant, 'account.application.deauthorized', cause)
    return true
  })
}

function tell(tools: ConnectionTools, grant: GrantRow, type: string, cause: Cause): void {
  const name = findApplication(tools.store, grant.application)?.name ?? null
  recordEvent(tools.store, {
    id: newId('evt', tools.random),
    account: grant.account,
    livemode: grant.livemode === 1,
    type,
    created: tools.clock.now(),
    api_version: tools.apiVersion(),
    object: applicationObject(grant.client_id, name),
    request: cause,
    application: grant.application,
  })
}

function applicationObject(id: string, name: string | null) {
  return { id, object: 'application', name }
}
