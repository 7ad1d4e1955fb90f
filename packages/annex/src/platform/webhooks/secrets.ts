/** Signing secrets: made here, sealed at rest, opened only to sign (reliability K4). */
import { randomText } from '../../core/ids.js'
import type { Random } from '../../core/random.js'
import { seal, unseal, type KeyRing } from '../../core/seal.js'
import type { EndpointRow } from '../store/endpoints.js'

/** `whsec_` and 32 characters. */
export function newSigningSecret(random: Random): string {
  return `whsec_${randomText(32, random)}`
}

export function sealSigningSecret(
  secret: string,
  endpoint: string,
  tools: { keyRing: KeyRing; random: Random },
): string {
  return seal(secret, purposeOf(endpoint), tools.keyRing, tools.random)
}

/** The secrets that sign at `now`, newest first. */
export function signingSecrets(endpoint: EndpointRow, keyRing: KeyRing, now: number): string[] {
  const sealed = [endpoint.secret]
  const { previous_secret, previous_until } = endpoint
  if (previous_secret !== null && previous_until !== null && now < previous_until)
    sealed.push(previous_secret)
  return sealed.map((secret) => unseal(secret, purposeOf(endpoint.id), keyRing))
}

function purposeOf(endpoint: string): string {
  return `webhook signing secret of ${endpoint}`
}
