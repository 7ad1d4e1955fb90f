/** `grant_type=authorization_code`: a code for tokens, once (oauth.md 3.4). */
import { seal, unseal } from '../../core/seal.js'
import { keyedHash, sameText } from '../../core/secret.js'
import { findCode, keepReplay, useCode, type CodeRow } from '../store/authorization-codes.js'
import { findClient } from '../store/applications.js'
import { findGrant, type GrantRow } from '../store/grants.js'
import type { Caller } from './client-authentication.js'
import { hashOfCode, stateOf } from './code.js'
import { connect, disconnect, type Cause } from './connection.js'
import type { TokenRequest } from './form-body.js'
import { checkVerifier } from './pkce.js'
import { expiredCode, foreignCode, missingParameter, reusedCode, unknownCode } from './refusals.js'
import { mintAccessToken, mintRefreshToken, tokenAnswer, type TokenAnswer } from './tokens.js'
import type { OAuthTools } from './tools.js'

/** One attempt at a code, by somebody we know. */
export interface Attempt {
  caller: Caller
  request: TokenRequest
  cause: Cause
}

type Exchanged = { kind: 'exchanged'; answer: TokenAnswer } | { kind: 'reused' }

/** @throws the refusals of oauth.md 3.6; a reused code has ended its connection by then */
export function exchangeCode(oauth: OAuthTools, attempt: Attempt): TokenAnswer {
  const code = attempt.request.parameters.get('code')
  if (code === undefined) throw missingParameter('code')
  // The refusal of a reuse is thrown after the commit: thrown inside, it would undo the revocation.
  const outcome = oauth.store.transaction(() => tryCode(oauth, attempt, code))
  if (outcome.kind === 'reused') throw reusedCode()
  return outcome.answer
}

function tryCode(oauth: OAuthTools, attempt: Attempt, code: string): Exchanged {
  const row = findCode(oauth.store, hashOfCode(code, oauth.hashKey))
  if (!row) throw unknownCode(code)
  checkBelongs(oauth, row, attempt.caller)
  const grant = findGrant(oauth.store, row.grant_id)
  if (!grant) throw unknownCode(code)
  const state = stateOf(row, oauth.clock.now())
  if (state === 'used') return again(oauth, { row, grant, attempt })
  // What was revoked meanwhile must not come back through a code that was still on its way.
  if (state === 'expired' || grant.revoked_at !== null) throw expiredCode()
  checkVerifier(attempt.request.parameters, row.code_challenge)
  noteRedirectUri(oauth, attempt, row)
  if (!useCode(oauth.store, row.hash, oauth.clock.now()))
    return again(oauth, { row, grant, attempt })
  return { kind: 'exchanged', answer: issueTokens(oauth, { row, grant, attempt }) }
}

/** Somebody else's try changes nothing: not even whether the code is used is told. */
function checkBelongs(oauth: OAuthTools, row: CodeRow, caller: Caller): void {
  const client = findClient(oauth.store, row.client_id)
  const ownMode = (client?.livemode === 1) === caller.livemode
  if (client?.account !== caller.account || !ownMode) throw foreignCode()
}

interface Found {
  row: CodeRow
  grant: GrantRow
  attempt: Attempt
}

function issueTokens(oauth: OAuthTools, { row, grant, attempt }: Found): TokenAnswer {
  connect(oauth, grant, row.scope, attempt.cause)
  const issue = { grant, scope: row.scope, livemode: grant.livemode === 1 }
  const tokens = { access: mintAccessToken(oauth, issue), refresh: mintRefreshToken(oauth, issue) }
  const answer = tokenAnswer(oauth, issue, tokens)
  const key = replayKey(oauth, attempt)
  if (key !== undefined) {
    const sealed = seal(JSON.stringify(answer), purpose(row), oauth.keyRing, oauth.random)
    keepReplay(oauth.store, row.hash, { key, answer: sealed })
  }
  return answer
}

/**
 * A used code comes again. The official packages repeat a request whose answer was lost, with the
 * same idempotency key and body: they hear the same answer. Anything else is reuse, and a code two
 * parties hold can't be trusted: everything issued under it ends.
 */
function again(oauth: OAuthTools, { row, grant, attempt }: Found): Exchanged {
  const key = replayKey(oauth, attempt)
  const kept = row.replay_answer
  const isRepetition = key !== undefined && row.replay_key !== null && sameText(key, row.replay_key)
  const isInTime = oauth.clock.now() < row.expires_at && grant.revoked_at === null
  if (isRepetition && isInTime && kept !== null) {
    const answer = JSON.parse(unseal(kept, purpose(row), oauth.keyRing)) as TokenAnswer
    return { kind: 'exchanged', answer }
  }
  disconnect(oauth, grant.id, 'code_reuse', attempt.cause)
  return { kind: 'reused' }
}

function replayKey(oauth: OAuthTools, attempt: Attempt): string | undefined {
  const { cause, caller, request } = attempt
  if (!cause.idempotency_key) return undefined
  const parts = [caller.account, cause.idempotency_key, request.body]
  return keyedHash(JSON.stringify(parts), oauth.hashKey)
}

function purpose(row: CodeRow): string {
  return `answer to code ${row.hash}`
}

// RFC 6749 §4.1.3 wants it equal; Stripe ignores it and old clients send anything (oauth.md 9).
function noteRedirectUri(oauth: OAuthTools, attempt: Attempt, row: CodeRow): void {
  const sent = attempt.request.parameters.get('redirect_uri')
  if (sent === undefined || sent === row.redirect_uri) return
  oauth.log.warn({ client_id: row.client_id }, 'token request names another redirect_uri')
}
