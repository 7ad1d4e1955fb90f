/** `POST /oauth/token`. */
import { Hono } from 'hono'
import { authenticateClient } from './client-authentication.js'
import { answerRefusal, causeOf, NO_STORE, type EndpointEnv } from './endpoint.js'
import { exchangeCode } from './exchange.js'
import { readTokenRequest } from './form-body.js'
import { pace } from './pace.js'
import { TOKEN } from './paths.js'
import { refresh } from './refresh.js'
import { noGrantType, unsupportedGrantType } from './refusals.js'
import type { OAuthTools } from './tools.js'

const GRANTS = new Map([
  ['authorization_code', exchangeCode],
  ['refresh_token', refresh],
])

export function tokenRoutes(oauth: OAuthTools): Hono<EndpointEnv> {
  const app = new Hono<EndpointEnv>()
  app.onError(answerRefusal)
  return app.post(TOKEN, pace(), async (c) => {
    const request = await readTokenRequest(c)
    const { parameters } = request
    const caller = authenticateClient(oauth, c.req.header('authorization'), parameters)
    const grantType = parameters.get('grant_type')
    if (grantType === undefined) throw noGrantType()
    const grant = GRANTS.get(grantType)
    if (!grant) throw unsupportedGrantType(grantType)
    return c.json(grant(oauth, { caller, request, cause: causeOf(c) }), 200, NO_STORE)
  })
}
