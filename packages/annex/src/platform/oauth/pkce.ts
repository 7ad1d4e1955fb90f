/** Proof key for code exchange (RFC 7636): S256 alone, and no way down from it (reliability S4). */
import { createHash } from 'node:crypto'
import { sameText } from '../../core/secret.js'
import type { Parameters } from './parameters.js'
import { badParameter, missingVerifier, needlessVerifier, wrongVerifier } from './refusals.js'

/** @returns the challenge to keep with the code, if the client sent one */
export function requestedChallenge(parameters: Parameters): string | null {
  const challenge = parameters.get('code_challenge')
  if (challenge === undefined) return null
  // RFC 7636 §4.3: a missing method means `plain`, which protects nothing.
  if (parameters.get('code_challenge_method') !== 'S256') {
    throw badParameter('code_challenge_method', "only 'S256' is supported")
  }
  if (!/^[\w-]{43}$/.test(challenge)) {
    throw badParameter('code_challenge', 'it must be 43 characters of base64url')
  }
  return challenge
}

/** A challenge makes the verifier mandatory; a verifier without one is a downgrade (RFC 9700 §4.8). */
export function checkVerifier(parameters: Parameters, challenge: string | null): void {
  const verifier = parameters.get('code_verifier')
  if (challenge === null) {
    if (verifier !== undefined) throw needlessVerifier()
    return
  }
  if (verifier === undefined) throw missingVerifier()
  if (!/^[\w.~-]{43,128}$/.test(verifier)) throw wrongVerifier()
  const digest = createHash('sha256').update(verifier).digest('base64url')
  if (!sameText(digest, challenge)) throw wrongVerifier()
}
