/** Who calls the token endpoints: the owner of an application, by its secret key (oauth.md 3.1). */
import { keyedHash, sameText } from '../../core/secret.js'
import { findApiKey, type ApiKeyRow } from '../store/api-keys.js'
import { findClient } from '../store/applications.js'
import type { Parameters } from './parameters.js'
import {
  expiredApiKey,
  invalidApiKey,
  noAuthentication,
  noSuchApplication,
  notASecretKey,
} from './refusals.js'
import type { OAuthTools } from './tools.js'

/** An account that proved itself with a secret key. */
export interface Caller {
  account: string
  livemode: boolean
}

interface Presented {
  secret: string
  /** From a standard Basic pair (RFC 6749 §2.3.1). */
  clientId?: string
}

/** @param authorization the header, if there was one */
export function authenticateClient(
  oauth: OAuthTools,
  authorization: string | undefined,
  parameters: Parameters,
): Caller {
  const inHeader = authorization === undefined ? undefined : readHeader(authorization)
  const inBody = parameters.get('client_secret')
  // Where both are sent and differ, the body wins, as in stripe-ruby (oauth.md 3.1).
  const secret = inBody ?? inHeader?.secret
  if (!secret) throw noAuthentication()
  const key = livingKey(oauth, secret)
  const caller = { account: key.account, livemode: key.livemode === 1 }
  checkOwnsClient(oauth, caller, inHeader?.clientId)
  checkOwnsClient(oauth, caller, parameters.get('client_id'))
  return caller
}

/** Bearer with a key; Basic with a key as user, or with a client id and a key. */
function readHeader(authorization: string): Presented | undefined {
  const [, scheme = '', rest = ''] = /^(bearer|basic) +([^ ]+) *$/i.exec(authorization) ?? []
  if (scheme === '') return undefined
  if (scheme.toLowerCase() === 'bearer') return { secret: rest }
  const decoded = Buffer.from(rest, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  const user = colon < 0 ? decoded : decoded.slice(0, colon)
  const password = colon < 0 ? '' : decoded.slice(colon + 1)
  if (password === '') return { secret: user }
  return { clientId: unescaped(user), secret: unescaped(password) }
}

// RFC 6749 §2.3.1: both halves are form-encoded before they are joined.
function unescaped(text: string): string {
  return new URLSearchParams(`x=${text.replaceAll('&', '%26')}`).get('x') ?? ''
}

function livingKey(oauth: OAuthTools, secret: string): ApiKeyRow {
  const hash = keyedHash(secret, oauth.hashKey)
  const key = findApiKey(oauth.store, hash)
  if (!key || !sameText(key.hash, hash)) throw invalidApiKey(secret)
  if (key.expires_at !== null && key.expires_at <= oauth.clock.now()) throw expiredApiKey(secret)
  if (key.kind !== 'secret') throw notASecretKey(secret)
  return key
}

/** A client id is not needed; a wrong one means that the caller mixed up two applications. */
function checkOwnsClient(oauth: OAuthTools, caller: Caller, clientId: string | undefined): void {
  if (clientId === undefined) return
  const client = findClient(oauth.store, clientId)
  if (client?.account !== caller.account) throw noSuchApplication(clientId)
}
