/** An authorization waiting for a person's answer, kept here and bound to their browser (reliability S5). */
import { newId } from '../../core/ids.js'
import type { Visitor } from '../people/visitor.js'
import {
  addAuthorizationRequest,
  findAuthorizationRequest,
  removeOldAuthorizationRequests,
  type AuthorizationRequestRow,
} from '../store/authorization-requests.js'
import { findClient } from '../store/applications.js'
import { PageRefusal } from '../people/page-refusal.js'
import type { AuthorizeRequest } from './authorize-request.js'
import type { OpenClient } from './client.js'
import type { Prefill } from './prefill.js'
import { stillRegistered, type RegisteredRedirectUri } from './redirect-uri.js'
import type { OAuthTools } from './tools.js'

/** How long a person may take. */
const OPEN_SECONDS = 60 * 60

/** Everything about what was asked comes from here; a form brings only the choice of an account. */
export interface Pending {
  id: string
  client: OpenClient
  /** Checked when it was kept, and again since: people take a while, and settings change. */
  redirectUri: RegisteredRedirectUri
  scope: AuthorizationRequestRow['scope']
  state: string | null
  codeChallenge: string | null
  prefill: Prefill
  isDecided: boolean
}

export function keepPending(
  oauth: OAuthTools,
  asked: AuthorizeRequest,
  browserHash: string,
): string {
  const id = newId('ar', oauth.random)
  removeOldAuthorizationRequests(oauth.store, oauth.clock.now())
  addAuthorizationRequest(oauth.store, {
    id,
    session_hash: browserHash,
    client_id: asked.client.client_id,
    redirect_uri: asked.redirectUri,
    scope: asked.scope,
    state: asked.state,
    code_challenge: asked.codeChallenge,
    always_prompt: asked.alwaysPrompt ? 1 : 0,
    stripe_user: JSON.stringify(asked.prefill),
    created: oauth.clock.now(),
  })
  return id
}

/**
 * @returns undefined when it is not this browser's, too old, or its application was closed or no
 * longer returns there
 */
export function findPending(
  oauth: OAuthTools,
  id: string,
  browserHash: string,
): Pending | undefined {
  const since = oauth.clock.now() - OPEN_SECONDS
  const row = findAuthorizationRequest(oauth.store, id, { sessionHash: browserHash, since })
  const client = row && findClient(oauth.store, row.client_id)
  if (!client || client.enabled === 0) return undefined
  const redirectUri = stillRegistered(row.redirect_uri, row.client_id, oauth.store)
  if (redirectUri === undefined) return undefined
  return {
    id: row.id,
    client: { ...client, open: true },
    redirectUri,
    scope: row.scope,
    state: row.state,
    codeChallenge: row.code_challenge,
    prefill: JSON.parse(row.stripe_user) as Prefill,
    isDecided: row.decided_at !== null,
  }
}

/** The one that is still to be answered. */
export function openPending(oauth: OAuthTools, id: string, visitor: Visitor): Pending {
  const pending = findPending(oauth, id, visitor.browserHash)
  if (!pending) throw notOpenAnyMore()
  if (pending.isDecided) throw alreadyAnswered()
  return pending
}

function notOpenAnyMore(): PageRefusal {
  return new PageRefusal(
    404,
    'This request is not open any more',
    'It was opened in another browser or more than an hour ago, or the app has changed its settings. Nothing was connected. Go back to the app and press its Connect button again.',
  )
}

export function alreadyAnswered(): PageRefusal {
  return new PageRefusal(
    400,
    'You have answered this already',
    'Your first answer counts. To change it, go back to the app and press its Connect button again.',
  )
}
