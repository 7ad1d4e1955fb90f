/** Access and refresh tokens, by the keyed hash of their text (reliability K4). */
import type { Scope } from './grants.js'
import type { Store } from './store.js'

export interface TokenRow {
  hash: string
  grant_id: string
  kind: 'access' | 'refresh'
  scope: Scope
  livemode: number
  masked: string
  created: number
  revoked_at: number | null
}

/** A token with the grant it was issued under. */
export interface TokenOfGrant extends TokenRow {
  account: string
  /** `applications.id`, and the account that owns it. */
  application: string
  owner: string
  /** The application's client id in the token's mode. */
  client_id: string
}

/**
 * Finds a token whatever became of it: a revoked one has `revoked_at`, and the API answers 401
 * `platform_api_key_expired`. The end of a grant revokes its tokens in the same transaction.
 * @param hash `keyedHash(token, hashKey)`
 */
export function findToken(
  store: Store,
  hash: string,
  kind: TokenRow['kind'],
): TokenOfGrant | undefined {
  return store.get(
    `select t.*, g.account, g.application, p.account as owner, c.client_id
       from oauth_tokens t
       join grants g on g.id = t.grant_id
       join applications p on p.id = g.application
       join application_credentials c on c.application = p.id and c.livemode = t.livemode
      where t.hash = ? and t.kind = ?`,
    ...[hash, kind],
  )
}

export function addToken(store: Store, token: Omit<TokenRow, 'revoked_at'>): void {
  const { hash, grant_id, kind, scope, livemode, masked, created } = token
  store.run(
    `insert into oauth_tokens (hash, grant_id, kind, scope, livemode, masked, created)
     values (?, ?, ?, ?, ?, ?, ?)`,
    ...[hash, grant_id, kind, scope, livemode, masked, created],
  )
}

/** A refresh ends the earlier access tokens of the same scope and mode (oauth.md 3.5). */
export function revokeAccessTokens(
  store: Store,
  tokens: { grant: string; scope: Scope; livemode: boolean; now: number },
): void {
  store.run(
    `update oauth_tokens set revoked_at = ?
      where grant_id = ? and kind = 'access' and scope = ? and livemode = ? and revoked_at is null`,
    ...[tokens.now, tokens.grant, tokens.scope, tokens.livemode ? 1 : 0],
  )
}

export function revokeTokensOf(store: Store, grant: string, now: number): void {
  store.run(
    'update oauth_tokens set revoked_at = ? where grant_id = ? and revoked_at is null',
    ...[now, grant],
  )
}
