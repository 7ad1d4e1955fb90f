/** The address of Stripe's consent page for us. The official client's would lose port and protocol. */
import type { OAuthSettings } from './parts.js'

export const STRIPE_CONNECT = 'https://connect.stripe.com'

/** `scope` and `response_type` are always written: some of Stripe's defaults ask for more. */
export function authorizeUrl(settings: OAuthSettings, state: string): string {
  const url = new URL('/oauth/authorize', settings.connectBase ?? STRIPE_CONNECT)
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: settings.clientId,
    scope: settings.scope,
    redirect_uri: settings.redirectUri,
    state,
  }).toString()
  return url.href
}
