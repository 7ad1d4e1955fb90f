/** `GET /.well-known/oauth-authorization-server`: what a library may expect of us (RFC 8414). */
import { Hono } from 'hono'
import { AUTHORIZE_V2, METADATA, TOKEN } from './paths.js'
import type { OAuthTools } from './tools.js'

export function metadataRoutes(oauth: Pick<OAuthTools, 'issuer'>): Hono {
  return new Hono().get(METADATA, (c) => {
    const issuer = oauth.issuer(c.req.raw)
    return c.json({
      issuer,
      authorization_endpoint: issuer + AUTHORIZE_V2,
      token_endpoint: issuer + TOKEN,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      scopes_supported: ['read_only', 'read_write'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    })
  })
}
