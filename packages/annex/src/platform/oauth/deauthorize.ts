/** `POST /oauth/deauthorize`: an application ends a connection itself (oauth.md 4). */
import { Hono } from 'hono'
import { findClient } from '../store/applications.js'
import { findUnrevokedGrant } from '../store/grants.js'
import { authenticateClient, type Caller } from './client-authentication.js'
import { disconnect } from './connection.js'
import { answerRefusal, causeOf, NO_STORE, type EndpointEnv } from './endpoint.js'
import { readTokenRequest } from './form-body.js'
import { pace } from './pace.js'
import { DEAUTHORIZE } from './paths.js'
import { missingParameter, noSuchApplication, notConnected } from './refusals.js'
import type { OAuthTools } from './tools.js'

/** Checks in the order clients rely on: parameters, key, application and mode, account. */
export function deauthorizeRoutes(oauth: OAuthTools): Hono<EndpointEnv> {
  const app = new Hono<EndpointEnv>()
  app.onError(answerRefusal)
  return app.post(DEAUTHORIZE, pace(), async (c) => {
    const { parameters } = await readTokenRequest(c)
    const clientId = parameters.get('client_id')
    const account = parameters.get('stripe_user_id')
    if (clientId === undefined) throw missingParameter('client_id')
    if (account === undefined) throw missingParameter('stripe_user_id')
    const caller = authenticateClient(oauth, c.req.header('authorization'), parameters)
    const application = ownApplication(oauth, caller, clientId)
    const key = { application, account, livemode: caller.livemode }
    const grant = findUnrevokedGrant(oauth.store, key)
    // Unknown, never connected and already ended look alike: an account's existence is its own.
    if (!grant?.connected_at) throw notConnected(account)
    disconnect(oauth, grant.id, 'application', causeOf(c))
    return c.json({ stripe_user_id: account }, 200, NO_STORE)
  })
}

function ownApplication(oauth: OAuthTools, caller: Caller, clientId: string): string {
  const client = findClient(oauth.store, clientId)
  const isOwn = client?.account === caller.account
  if (!isOwn || (client.livemode === 1) !== caller.livemode) throw noSuchApplication(clientId)
  return client.id
}
