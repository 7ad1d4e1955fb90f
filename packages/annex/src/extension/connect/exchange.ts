/** Turning an authorization code into a connection's grant: one request, sent once. */
import { Stripe } from 'stripe'
import { z } from 'zod'
import type { Outside } from '../../core/outside.js'
import { oauthClient } from './oauth-client.js'
import type { OAuthSettings } from './parts.js'

/** What Stripe granted. The tokens are deprecated and may be missing. */
export interface Grant {
  account: string
  livemode: boolean
  scope: string
  tokens: { access_token?: string; refresh_token?: string }
}

export type Exchange =
  | { kind: 'granted'; grant: Grant }
  /** Stripe's verdict: the code is spent, expired or not ours, or our key is wrong. */
  | { kind: 'refused'; error: string }
  /** No verdict: it may or may not have happened. */
  | { kind: 'unknown' }

const reply = z.object({
  stripe_user_id: z.string().regex(/^acct_\w+$/),
  livemode: z.boolean(),
  scope: z.string().min(1),
  access_token: z.string().optional().catch(undefined),
  refresh_token: z.string().optional().catch(undefined),
})

/** @see https://docs.stripe.com/connect/oauth-reference#post-token */
export async function exchange(
  code: string,
  settings: OAuthSettings,
  outside: Pick<Outside, 'fetch'>,
): Promise<Exchange> {
  const client = oauthClient(settings, { fetch: onlyOnce(outside.fetch) })
  try {
    const token = reply.safeParse(
      await client.oauth.token({ grant_type: 'authorization_code', code }),
    )
    return token.success ? { kind: 'granted', grant: grantFrom(token.data) } : { kind: 'unknown' }
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return verdictOf(error)
    throw error
  }
}

function grantFrom(token: z.infer<typeof reply>): Grant {
  const { stripe_user_id, livemode, scope, access_token, refresh_token } = token
  const tokens = { ...(access_token && { access_token }), ...(refresh_token && { refresh_token }) }
  return { account: stripe_user_id, livemode, scope, tokens }
}

// Its message may echo the code, so only Stripe's word for the error goes on from here.
function verdictOf(error: InstanceType<typeof Stripe.errors.StripeError>): Exchange {
  const status = error.statusCode ?? 0
  const isVerdict = status >= 400 && status < 500 && status !== 409 && status !== 429
  return isVerdict ? { kind: 'refused', error: error.rawType ?? error.type } : { kind: 'unknown' }
}

/** Whatever a client believes about retries, a second exchange never leaves the house. */
function onlyOnce(fetch: Outside['fetch']): Outside['fetch'] {
  let sent = false
  return (input, init) => {
    if (sent) return Promise.reject(new Error('The exchange was sent already.'))
    sent = true
    return fetch(input, init)
  }
}
