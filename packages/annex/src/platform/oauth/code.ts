/** Authorization codes: given at consent, good once, for five minutes (reliability S3). */
import { newId } from '../../core/ids.js'
import { keyedHash } from '../../core/secret.js'
import { addCode, forgetReplays, type CodeRow } from '../store/authorization-codes.js'
import { addGrant, findUnrevokedGrant } from '../store/grants.js'
import type { Scope } from '../store/grants.js'
import type { OpenClient } from './client.js'
import type { OAuthTools } from './tools.js'

export const CODE_SECONDS = 5 * 60

/** What a person allowed. */
export interface Consent {
  client: OpenClient
  account: string
  member: string
  scope: Scope
  redirectUri: string
  codeChallenge: string | null
}

export function hashOfCode(code: string, hashKey: Uint8Array): string {
  return keyedHash(`code ${code}`, hashKey)
}

/** Gives a code for what was allowed; the connection itself begins when it is exchanged. */
export function issueCode(oauth: OAuthTools, consent: Consent): string {
  const { store, random, hashKey, clock } = oauth
  const now = clock.now()
  const code = newId('ac', random, 32)
  forgetReplays(store, now)
  addCode(store, {
    hash: hashOfCode(code, hashKey),
    grant_id: grantFor(oauth, consent),
    client_id: consent.client.client_id,
    redirect_uri: consent.redirectUri,
    scope: consent.scope,
    code_challenge: consent.codeChallenge,
    created: now,
    expires_at: now + CODE_SECONDS,
  })
  return code
}

/** The grant that already stands, or one that waits for its code. */
function grantFor(oauth: OAuthTools, consent: Consent): string {
  const { client, account, scope } = consent
  const livemode = client.livemode === 1
  const key = { application: client.id, account, livemode }
  const standing = findUnrevokedGrant(oauth.store, key)
  if (standing) return standing.id
  const id = newId('grant', oauth.random)
  addGrant(oauth.store, {
    ...{ id, application: client.id, client_id: client.client_id, account, scope },
    ...{ livemode: client.livemode, granted_by: consent.member, created: oauth.clock.now() },
  })
  return id
}

/** What can be said of a code before it is tried. */
export type CodeState = 'fresh' | 'used' | 'expired'

export function stateOf(code: Pick<CodeRow, 'used_at' | 'expires_at'>, now: number): CodeState {
  if (code.used_at !== null) return 'used'
  return now >= code.expires_at ? 'expired' : 'fresh'
}
