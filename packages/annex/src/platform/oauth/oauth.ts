/** The authorization server: every endpoint, mounted on the origin of the API (oauth.md 0.3). */
import { Hono } from 'hono'
import type { PeopleEnv } from '../people/visitor.js'
import { authorizeRoutes } from './authorize.js'
import { consentRoutes } from './consent.js'
import { deauthorizeRoutes } from './deauthorize.js'
import { landingRoutes } from './landing.js'
import { metadataRoutes } from './metadata.js'
import { tokenRoutes } from './token.js'
import type { OAuthTools } from './tools.js'

export function oauthRoutes(oauth: OAuthTools): Hono<PeopleEnv> {
  const app = new Hono<PeopleEnv>()
  app.route('/', authorizeRoutes(oauth))
  app.route('/', consentRoutes(oauth))
  app.route('/', tokenRoutes(oauth))
  app.route('/', deauthorizeRoutes(oauth))
  app.route('/', metadataRoutes(oauth))
  app.route('/', landingRoutes())
  return app
}
