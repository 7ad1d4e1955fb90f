/** The official client, able to act for one connected account and no other. */
import { Stripe } from 'stripe'
import type { Outside } from '../../core/outside.js'
import type { Secret } from '../../core/secret.js'
import type { Connection } from '../store/connections.js'
import type { Queryable } from '../store/database.js'

export type StripeAccount = Pick<Connection, 'id' | 'account' | 'livemode' | 'kind' | 'generation'>

export interface StripeParts {
  /** The extension's own key; with `Stripe-Account` it acts for a connection of kind `connect`. */
  secretKey: Secret
  /** Origin of the API; null: Stripe's own. */
  apiBase: string | null
  outside: Outside
  /** Where the rate budget is shared with other processes. */
  database: Queryable
  /** The current token of a connection of kind `app`. */
  accessToken(account: StripeAccount): Promise<Secret>
  /** Calls a second for one account, over all processes; 20 unless told. */
  perSecond?: number
  /** From the first byte sent to the last one read; 30 s unless told (B4). */
  timeoutMs?: number
}

type OwnParts = Pick<StripeParts, 'secretKey' | 'apiBase' | 'outside' | 'timeoutMs'>

/** Every way of acting for an account is decided here; callers never see which it is. */
export async function clientFor(account: StripeAccount, parts: StripeParts): Promise<Stripe> {
  if (account.kind === 'connect') {
    return clientWith(parts.secretKey, parts, { stripeAccount: account.account })
  }
  return clientWith(await parts.accessToken(account), parts, {})
}

/** For what is the extension's own: its prices, its customers, the fees it earned. */
export function ownClient(parts: OwnParts): Stripe {
  return clientWith(parts.secretKey, parts, {})
}

function clientWith(
  key: Secret,
  { apiBase, outside, timeoutMs = 30_000 }: OwnParts,
  config: Stripe.StripeConfig,
): Stripe {
  return new Stripe(key.reveal(), {
    ...config,
    ...(apiBase && hostOf(apiBase)),
    // With fetch the timeout covers the body too, and no reset is retried behind our back.
    httpClient: Stripe.createFetchHttpClient(outside.fetch),
    timeout: timeoutMs,
    maxNetworkRetries: 0,
    telemetry: false,
  })
}

function hostOf(origin: string): Stripe.StripeConfig {
  const { protocol, hostname, port } = new URL(origin)
  const secure = protocol === 'https:'
  return { host: hostname, port: port || (secure ? 443 : 80), protocol: secure ? 'https' : 'http' }
}
