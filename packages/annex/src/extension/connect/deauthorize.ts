/** Telling Stripe that we give an account's grant back. */
import { Stripe } from 'stripe'
import type { Outside } from '../../core/outside.js'
import { oauthClient } from './oauth-client.js'
import type { OAuthSettings } from './parts.js'

/** `done` also when it was disconnected before; `refused` when only a person can change that. */
export type Deauthorization =
  | { kind: 'done' }
  | { kind: 'refused'; error: string }
  | { kind: 'unknown' }

/** @see https://docs.stripe.com/connect/oauth-reference#post-deauthorize */
export async function deauthorize(
  account: string,
  settings: OAuthSettings,
  outside: Pick<Outside, 'fetch'>,
): Promise<Deauthorization> {
  const client = oauthClient(settings, outside)
  try {
    const answer = await client.oauth.deauthorize({
      ...{ client_id: settings.clientId, stripe_user_id: account },
    })
    // Whatever stands between may answer 200 in its own words; only Stripe names the account.
    return { kind: answer.stripe_user_id === account ? 'done' : 'unknown' }
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return verdictOf(error)
    throw error
  }
}

function verdictOf(error: InstanceType<typeof Stripe.errors.StripeError>): Deauthorization {
  // The same code also says that the client isn't ours; only the text tells which.
  if (/not connected to stripe account/i.test(error.message)) return { kind: 'done' }
  const status = error.statusCode ?? 0
  const isVerdict = status >= 400 && status < 500 && status !== 409 && status !== 429
  return isVerdict ? { kind: 'refused', error: error.rawType ?? error.type } : { kind: 'unknown' }
}
