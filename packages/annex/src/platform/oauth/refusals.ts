/** Every refusal of the authorization server, in the words clients match on (oauth.md 2.5, 3.6, 4.2). */
import { maskKey } from '../../core/secret.js'

/** SDKs know these six; stripe-python crashes on any other from the token endpoint (oauth.md 3.6). */
type TokenError =
  | 'invalid_request'
  | 'invalid_grant'
  | 'invalid_client'
  | 'invalid_scope'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'

/** Errors of the authorization page stay on our host, where no SDK reads them. */
export type AuthorizeError = TokenError | 'invalid_redirect_uri' | 'unauthorized_client'

/** A refusal in OAuth's flat form. */
export class OAuthRefusal extends Error {
  readonly error: AuthorizeError
  readonly status: 400 | 401
  constructor(
    error: AuthorizeError,
    description: string,
    status: 400 | 401 = error === 'invalid_client' ? 401 : 400,
  ) {
    super(description)
    this.error = error
    this.status = status
  }
}

/** A refusal in the API's nested form: what is wrong with a key, or with its pace. */
export class KeyRefusal extends Error {
  readonly status: 401 | 429
  readonly code: string | undefined
  /** Seconds. */
  readonly retryAfter: number | undefined
  constructor(
    status: 401 | 429,
    message: string,
    more: { code?: string; retryAfter?: number } = {},
  ) {
    super(message)
    this.status = status
    this.code = more.code
    this.retryAfter = more.retryAfter
  }
}

export function missingParameter(name: string): OAuthRefusal {
  return new OAuthRefusal('invalid_request', `Missing required parameter: ${name}`)
}

export function repeatedParameter(name: string): OAuthRefusal {
  return new OAuthRefusal(
    'invalid_request',
    `The parameter ${shown(name)} was given more than once`,
  )
}

export function badParameter(name: string, rule: string): OAuthRefusal {
  return new OAuthRefusal('invalid_request', `Invalid ${name}: ${rule}`)
}

// ── the authorization page ───────────────────────────────────────────────────────────────────

export function unknownClient(): OAuthRefusal {
  return pageOnly('invalid_client', 'No application matches the supplied client identifier')
}

export function oauthNotEnabled(): OAuthRefusal {
  return pageOnly('unauthorized_client', 'OAuth is not switched on for this application.')
}

export function notActivated(): OAuthRefusal {
  return pageOnly('unauthorized_client', 'This application is not activated for live mode.')
}

export function noExpress(): OAuthRefusal {
  return pageOnly(
    'unauthorized_client',
    'Extensions connect to Standard accounts. Send people to /oauth/authorize instead.',
  )
}

export function invalidRedirectUri(uri: string): OAuthRefusal {
  return pageOnly(
    'invalid_redirect_uri',
    `Invalid redirect URI: '${shown(uri)}'. Ensure this uri exactly matches one of the uris specified in your application settings`,
  )
}

export function noRedirectUri(): OAuthRefusal {
  return pageOnly(
    'invalid_redirect_uri',
    'No redirect URI is registered for this client. Add one in the application settings.',
  )
}

export function unsupportedResponseType(given: string): OAuthRefusal {
  return new OAuthRefusal(
    'unsupported_response_type',
    `Only 'code' response_type is supported, but '${shown(given)}' was provided`,
  )
}

export function invalidScope(given: string): OAuthRefusal {
  return new OAuthRefusal('invalid_scope', `Invalid scope provided: ${shown(given)}.`)
}

/** 400 whatever the code: it is an answer to a person's browser, not to a client's credentials. */
function pageOnly(error: AuthorizeError, description: string): OAuthRefusal {
  return new OAuthRefusal(error, description, 400)
}

// ── the token endpoint ───────────────────────────────────────────────────────────────────────

export function noAuthentication(): OAuthRefusal {
  return new OAuthRefusal(
    'invalid_client',
    'No authentication was provided. Send your secret API key using the Authorization header, or as a client_secret POST parameter.',
  )
}

export function notASecretKey(key: string): OAuthRefusal {
  return new OAuthRefusal(
    'invalid_client',
    `The key ${maskKey(key)} is not a secret API key of the application's account. Use the secret key of the matching mode.`,
  )
}

export function invalidApiKey(key: string): KeyRefusal {
  return new KeyRefusal(401, `Invalid API Key provided: ${masked(key)}`)
}

export function expiredApiKey(key: string): KeyRefusal {
  return new KeyRefusal(401, `Expired API Key provided: ${masked(key)}`, {
    code: 'api_key_expired',
  })
}

export function tooManyRequests(retryAfter: number): KeyRefusal {
  const message = 'Too many requests came in a short time. Wait a moment and send it again.'
  return new KeyRefusal(429, message, { code: 'rate_limit', retryAfter })
}

export function secretInQuery(): OAuthRefusal {
  return new OAuthRefusal(
    'invalid_request',
    'client_secret must not be in the URL, where it ends up in logs. Send it in the body, and roll the key.',
  )
}

export function noSuchApplication(clientId: string): OAuthRefusal {
  return new OAuthRefusal('invalid_client', `No such application: '${shown(clientId)}'`)
}

export function noGrantType(): OAuthRefusal {
  return new OAuthRefusal('invalid_request', 'No grant type specified')
}

export function unsupportedGrantType(given: string): OAuthRefusal {
  return new OAuthRefusal(
    'unsupported_grant_type',
    `Only 'authorization_code' and 'refresh_token' grant types are supported, but '${shown(given)}' was provided`,
  )
}

export function unknownCode(code: string): OAuthRefusal {
  return new OAuthRefusal('invalid_grant', `Authorization code does not exist: ${masked(code)}`)
}

export function expiredCode(): OAuthRefusal {
  return new OAuthRefusal('invalid_grant', 'Authorization code expired')
}

export function reusedCode(): OAuthRefusal {
  return new OAuthRefusal(
    'invalid_grant',
    'This authorization code has already been used. All tokens issued with this code have been revoked.',
  )
}

export function foreignCode(): OAuthRefusal {
  return new OAuthRefusal('invalid_grant', 'Authorization code provided does not belong to you')
}

export function missingVerifier(): OAuthRefusal {
  return new OAuthRefusal(
    'invalid_grant',
    'This authorization began with a code_challenge; send its code_verifier',
  )
}

export function wrongVerifier(): OAuthRefusal {
  return new OAuthRefusal('invalid_grant', 'The code_verifier does not match the code_challenge')
}

export function needlessVerifier(): OAuthRefusal {
  return new OAuthRefusal(
    'invalid_grant',
    'A code_verifier was sent, but this authorization began without a code_challenge',
  )
}

export function unknownRefreshToken(token: string): OAuthRefusal {
  return new OAuthRefusal('invalid_grant', `Refresh token does not exist: ${masked(token)}`)
}

export function notConnected(account: string): OAuthRefusal {
  return new OAuthRefusal(
    'invalid_client',
    `This application is not connected to stripe account ${shown(account)}, or that account does not exist.`,
  )
}

/** Text of a stranger inside a message: short, printable, on one line. */
function shown(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]/g, '?')
  return printable.length > 200 ? `${printable.slice(0, 200)}…` : printable
}

/** The prefix stays, because clients match on it; the middle goes (oauth.md 3.6). */
function masked(secret: string): string {
  const printable = shown(secret)
  return printable.length > 128 ? `${printable.slice(0, 3)}****` : maskKey(printable)
}
