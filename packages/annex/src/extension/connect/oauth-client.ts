/** The official client, pointed at the host that speaks OAuth. */
import { Stripe } from 'stripe'
import type { Outside } from '../../core/outside.js'
import type { OAuthSettings } from './parts.js'

const TIMEOUT_MS = 20_000

/** Never retries by itself: sending an exchange twice can revoke what it just granted. */
export function oauthClient(settings: OAuthSettings, outside: Pick<Outside, 'fetch'>): Stripe {
  return new Stripe(settings.secretKey.reveal(), {
    ...(settings.connectBase && hostOf(settings.connectBase)),
    // With fetch, the client doesn't see the connection errors it would otherwise retry regardless.
    httpClient: Stripe.createFetchHttpClient(outside.fetch),
    maxNetworkRetries: 0,
    timeout: TIMEOUT_MS,
    telemetry: false,
  })
}

function hostOf(origin: string): Stripe.StripeConfig {
  const { protocol, hostname, port } = new URL(origin)
  const secure = protocol === 'https:'
  return { host: hostname, port: port || (secure ? 443 : 80), protocol: secure ? 'https' : 'http' }
}
