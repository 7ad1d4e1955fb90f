/** Reading an authorize request: the order of the checks is the order of the lines (oauth.md 2.5). */
import type { Scope } from '../store/grants.js'
import type { Store } from '../store/store.js'
import { openClient, type OpenClient } from './client.js'
import { isTrue, type Parameters } from './parameters.js'
import { requestedChallenge } from './pkce.js'
import { readPrefill, type Prefill } from './prefill.js'
import { registeredRedirectUri, type RegisteredRedirectUri } from './redirect-uri.js'
import { missingParameter, unsupportedResponseType } from './refusals.js'
import { requestedScope } from './scope.js'

export interface AuthorizeRequest {
  client: OpenClient
  redirectUri: RegisteredRedirectUri
  scope: Scope
  state: string | null
  codeChallenge: string | null
  alwaysPrompt: boolean
  /** Which form a stranger meets first. */
  landing: 'login' | 'register'
  prefill: Prefill
}

/** All refusals stay on our host as a page: only a person's own "no" travels to the client. */
export function readAuthorizeRequest(parameters: Parameters, store: Store): AuthorizeRequest {
  const client = openClient(parameters, store)
  const redirectUri = registeredRedirectUri(parameters, client.client_id, store)
  checkResponseType(parameters)
  const scope = requestedScope(parameters, client)
  return {
    client,
    redirectUri,
    scope,
    state: parameters.get('state') ?? null,
    codeChallenge: requestedChallenge(parameters),
    alwaysPrompt: isTrue(parameters.get('always_prompt')),
    landing: requestedLanding(parameters, scope),
    prefill: readPrefill(parameters),
  }
}

function checkResponseType(parameters: Parameters): void {
  const responseType = parameters.get('response_type')
  if (responseType === undefined) throw missingParameter('response_type')
  if (responseType !== 'code') throw unsupportedResponseType(responseType)
}

function requestedLanding(parameters: Parameters, scope: Scope): AuthorizeRequest['landing'] {
  const landing = parameters.get('stripe_landing')
  if (landing === 'login' || landing === 'register') return landing
  return scope === 'read_only' ? 'login' : 'register'
}
