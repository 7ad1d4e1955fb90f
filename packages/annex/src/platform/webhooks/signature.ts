/** `Stripe-Signature`: what lets a receiver know that the body is ours and recent. */
import { createHmac } from 'node:crypto'

/**
 * One `v1` for each secret that is valid while a secret is being rolled. The key is the whole
 * secret, `whsec_` included (api.md 6.2).
 * @param body the very bytes that travel
 * @param at Unix seconds of this try
 */
export function signatureHeader(body: string, secrets: readonly string[], at: number): string {
  const signatures = secrets.map((secret) => {
    return `v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
  })
  return [`t=${at}`, ...signatures].join(',')
}
