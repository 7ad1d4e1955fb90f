/** `grant_type=refresh_token`: another access token, of equal or lesser scope (oauth.md 3.5). */
import { findToken, revokeAccessTokens } from '../store/oauth-tokens.js'
import type { Attempt } from './exchange.js'
import { missingParameter, unknownRefreshToken } from './refusals.js'
import { refreshedScope } from './scope.js'
import { hashOfToken, mintAccessToken, tokenAnswer, type TokenAnswer } from './tokens.js'
import type { OAuthTools } from './tools.js'

/** The mode follows the key: a live token gives test tokens to a test key, never the reverse. */
export function refresh(oauth: OAuthTools, { caller, request }: Attempt): TokenAnswer {
  const { store, hashKey, clock } = oauth
  const refreshToken = request.parameters.get('refresh_token')
  if (refreshToken === undefined) throw missingParameter('refresh_token')
  const token = findToken(store, hashOfToken(refreshToken, hashKey), 'refresh')
  if (!token || token.revoked_at !== null || token.owner !== caller.account) {
    throw unknownRefreshToken(refreshToken)
  }
  if (caller.livemode && token.livemode === 0) throw unknownRefreshToken(refreshToken)
  const scope = refreshedScope(request.parameters, token.scope)
  const grant = { id: token.grant_id, account: token.account }
  const issue = { grant, scope, livemode: caller.livemode }
  return store.transaction(() => {
    revokeAccessTokens(store, { ...issue, grant: grant.id, now: clock.now() })
    const access = mintAccessToken(oauth, issue)
    return tokenAnswer(oauth, issue, { access, refresh: refreshToken })
  })
}
