/** Access and refresh tokens: minted, kept as hashes, and the answer that carries them. */
import { randomText } from '../../core/ids.js'
import { keyedHash, maskKey } from '../../core/secret.js'
import { listApiKeys } from '../store/api-keys.js'
import type { GrantRow, Scope } from '../store/grants.js'
import { addToken, type TokenRow } from '../store/oauth-tokens.js'
import type { OAuthTools } from './tools.js'

/** All seven fields; the three deprecated ones are what older clients read (oauth.md 3.3). */
export interface TokenAnswer {
  access_token: string
  livemode: boolean
  refresh_token: string
  token_type: 'bearer'
  stripe_publishable_key: string | null
  stripe_user_id: string
  scope: Scope
}

/** What a token is for. Its mode may be test under a live grant. */
export interface Issue {
  grant: Pick<GrantRow, 'id' | 'account'>
  scope: Scope
  livemode: boolean
}

export function mintAccessToken(oauth: OAuthTools, issue: Issue): string {
  const prefix = issue.livemode ? 'sk_live_' : 'sk_test_'
  return mint(oauth, issue, { kind: 'access', token: prefix + randomText(99, oauth.random) })
}

export function mintRefreshToken(oauth: OAuthTools, issue: Issue): string {
  return mint(oauth, issue, { kind: 'refresh', token: `rt_${randomText(40, oauth.random)}` })
}

function mint(
  oauth: OAuthTools,
  issue: Issue,
  made: { kind: TokenRow['kind']; token: string },
): string {
  addToken(oauth.store, {
    hash: hashOfToken(made.token, oauth.hashKey),
    grant_id: issue.grant.id,
    kind: made.kind,
    scope: issue.scope,
    livemode: issue.livemode ? 1 : 0,
    masked: maskKey(made.token),
    created: oauth.clock.now(),
  })
  return made.token
}

/** The same for keys and access tokens: the API tells them apart by where it finds them. */
export function hashOfToken(token: string, hashKey: Uint8Array): string {
  return keyedHash(token, hashKey)
}

export function tokenAnswer(
  oauth: OAuthTools,
  issue: Issue,
  tokens: { access: string; refresh: string },
): TokenAnswer {
  const keys = listApiKeys(oauth.store, issue.grant.account, issue.livemode)
  const publishable = keys.find((key) => key.kind === 'publishable' && key.expires_at === null)
  return {
    access_token: tokens.access,
    livemode: issue.livemode,
    refresh_token: tokens.refresh,
    token_type: 'bearer',
    stripe_publishable_key: publishable?.plain ?? null,
    stripe_user_id: issue.grant.account,
    scope: issue.scope,
  }
}
