/** Sending somebody to Stripe's consent page, with a state only they can return with (C8). */
import { randomText } from '../../core/ids.js'
import { keyedHash } from '../../core/secret.js'
import { insertConnectState } from '../store/connect-states.js'
import { authorizeUrl } from './authorize-url.js'
import type { ConnectParts } from './parts.js'

/** Who is connecting: a browser, and the tenant it acts for. */
export interface Visitor {
  browserId: string
  tenant: string
}

export interface Start {
  visitor: Visitor
  /** A path of ours to come back to; null: the new connection's page. */
  returnTo: string | null
  /** The host app's own word, handed to `onConnect`. */
  appState: string | null
}

/** Seconds between leaving for Stripe and coming back. */
export const STATE_LIFETIME = 30 * 60

/** 43 characters of base 62 hold 256 bits. */
const STATE_LENGTH = 43

/** Keeps a pending connect and gives the address to go to. */
export async function startConnect(start: Start, parts: ConnectParts): Promise<string> {
  const { settings, outside } = parts
  const state = randomText(STATE_LENGTH, outside.random)
  await insertConnectState(parts.database, {
    ...hashesOf(state, start.visitor, parts.hashKey),
    tenant: start.visitor.tenant,
    livemode: settings.livemode,
    scope: settings.scope,
    return_to: start.returnTo,
    app_state: start.appState,
    created: outside.clock.now(),
  })
  return authorizeUrl(settings, state)
}

/** The state and the browser as the store knows them. */
export function hashesOf(state: string, visitor: Visitor, hashKey: Uint8Array) {
  return {
    hash: keyedHash(`connect state ${state}`, hashKey),
    session_hash: keyedHash(`connecting browser ${visitor.browserId}`, hashKey),
  }
}
