/** The two answers a client gets: a code, or the person's "no" (oauth.md 2.6, 2.7). */
import { decideAuthorizationRequest } from '../store/authorization-requests.js'
import { issueCode } from './code.js'
import { alreadyAnswered, type Pending } from './pending.js'
import { withAnswer } from './redirect-uri.js'
import type { OAuthTools } from './tools.js'

/** Who allows it, for which account of theirs: one that was offered and may be chosen. */
export interface Allowed {
  account: string
  member: string
  issuer: string
}

/** @returns the address to send the person to, with a fresh code in it */
export function allow(oauth: OAuthTools, pending: Pending, allowed: Allowed): string {
  const { client, scope, redirectUri, codeChallenge, state } = pending
  const { account, member } = allowed
  const code = oauth.store.transaction(() => {
    decide(oauth, pending, 'allowed')
    return issueCode(oauth, { client, account, member, scope, redirectUri, codeChallenge })
  })
  return withAnswer(redirectUri, { scope, code, state, iss: issuerFor(pending, allowed.issuer) })
}

export function deny(oauth: OAuthTools, pending: Pending, issuer: string): string {
  decide(oauth, pending, 'denied')
  return withAnswer(pending.redirectUri, {
    error: 'access_denied',
    error_description: 'The user denied your request',
    state: pending.state,
    iss: issuerFor(pending, issuer),
  })
}

function decide(oauth: OAuthTools, pending: Pending, outcome: 'allowed' | 'denied'): void {
  const now = oauth.clock.now()
  if (!decideAuthorizationRequest(oauth.store, pending.id, { outcome, now })) {
    throw alreadyAnswered()
  }
}

/** Against mix-ups (RFC 9207); an application whose library trips over it may switch it off. */
function issuerFor(pending: Pending, issuer: string): string | null {
  return pending.client.sends_issuer === 1 ? issuer : null
}
