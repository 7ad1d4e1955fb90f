/** Who asks: a key, an application acting through a key, or an application's access token. */
import { maskKey } from '../../core/secret.js'
import { findApiKey, touchApiKey, type ApiKeyRow } from '../store/api-keys.js'
import { findClientOfAccount } from '../store/applications.js'
import { findLivingGrant, touchGrant } from '../store/grants.js'
import { findNarrowKey, type NarrowKey } from '../store/narrow-keys.js'
import { findToken, type TokenOfGrant } from '../store/oauth-tokens.js'
import type { Engine } from './context.js'
import { invalidRequest } from './errors.js'
import {
  accountInvalid,
  expiredAccessToken,
  expiredKey,
  invalidKey,
  missingKey,
  platformAccountRequired,
} from './refusals/access.js'
import type { Caller } from './unit-of-work.js'

/** The headers that say who asks. */
export interface Credentials {
  readonly authorization: string | undefined
  readonly stripeAccount: string | undefined
  readonly stripeContext: string | undefined
}

/** The caller, and what only permissions need to know about how they came in. */
export interface Identity extends Caller {
  readonly credential: 'secret' | 'publishable' | 'header' | 'token' | 'narrow'
  /** The id of the only object that a narrow key opens. */
  readonly opens?: string
  /** The version to answer in where the request names none. */
  readonly version?: string
}

/** @throws Refusal 400, 401 or 403 in the words of oauth.md 5.3 */
export function authenticate(engine: Engine, credentials: Credentials): Identity {
  const key = keyFrom(credentials.authorization)
  if (key === undefined) throw missingKey()
  const account = actingFor(credentials)
  const hash = engine.hashOf(key)

  const known = findApiKey(engine.store, hash)
  if (known !== undefined) return asKey(engine, known, account)
  const token = findToken(engine.store, hash, 'access')
  if (token !== undefined) return asToken(engine, token, account)
  const narrow = findNarrowKey(engine.store, hash)
  if (narrow !== undefined) return asNarrow(engine, narrow, account)
  throw invalidKey(maskKey(key.slice(0, 255)))
}

/** Bearer, or the user name of Basic with nothing behind it. */
function keyFrom(authorization: string | undefined): string | undefined {
  const [, scheme = '', value = ''] = /^(bearer|basic) +(\S+) *$/i.exec(authorization ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return value
  const [user] = Buffer.from(value, 'base64').toString('utf8').split(':', 1)
  return user || undefined
}

function actingFor({ stripeAccount, stripeContext }: Credentials): string | undefined {
  if (stripeAccount && stripeContext && stripeAccount !== stripeContext) {
    throw invalidRequest(
      'You passed both the Stripe-Account and the Stripe-Context header, and they name different accounts. Send only one of them.',
    )
  }
  return stripeAccount || stripeContext || undefined
}

function asKey(engine: Engine, key: ApiKeyRow, account: string | undefined): Identity {
  const now = engine.outside.clock.now()
  if (key.expires_at !== null && key.expires_at <= now) throw expiredKey(key.masked)
  if (key.last_used === null || key.last_used <= now - 60) touchApiKey(engine.store, key.hash, now)
  const own: Identity = {
    ...{ account: key.account, livemode: key.livemode === 1, maskedKey: key.masked },
    ...{ application: null, access: 'read_write' },
    credential: key.kind === 'publishable' ? 'publishable' : 'secret',
  }
  return account === undefined || account === key.account
    ? own
    : throughHeader(engine, own, account)
}

/** `Stripe-Account`: the account's own key, acting as the application the account owns. */
function throughHeader(engine: Engine, own: Identity, account: string): Identity {
  const { livemode, maskedKey } = own
  const client = findClientOfAccount(engine.store, own.account, livemode)
  if (client === undefined) throw platformAccountRequired()
  const grant = findLivingGrant(engine.store, { owner: own.account, account, livemode })
  if (grant === undefined) throw accountInvalid(maskedKey, account.slice(0, 255))
  touchGrant(engine.store, grant.id, engine.outside.clock.now())
  const credential = own.credential === 'publishable' ? 'publishable' : 'header'
  return { ...own, account, application: grant.client_id, access: grant.scope, credential }
}

function asToken(engine: Engine, token: TokenOfGrant, account: string | undefined): Identity {
  if (token.revoked_at !== null) throw expiredAccessToken(token.masked)
  if (account !== undefined && account !== token.account) {
    throw accountInvalid(token.masked, account.slice(0, 255))
  }
  touchGrant(engine.store, token.grant_id, engine.outside.clock.now())
  return {
    ...{ account: token.account, livemode: token.livemode === 1, maskedKey: token.masked },
    ...{ application: token.client_id, access: token.scope, credential: 'token' },
  }
}

function asNarrow(engine: Engine, key: NarrowKey, account: string | undefined): Identity {
  if (key.expires_at <= engine.outside.clock.now()) throw expiredKey(key.masked)
  if (account !== undefined && account !== key.account) {
    throw accountInvalid(key.masked, account.slice(0, 255))
  }
  return {
    ...{ account: key.account, livemode: key.livemode === 1, maskedKey: key.masked },
    ...{ application: null, access: 'read_write', credential: 'narrow' },
    ...{ opens: key.opens, version: key.version },
  }
}
