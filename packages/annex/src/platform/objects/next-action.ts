/** Where a payer has to go to pass 3-D Secure: `next_action` of a payment or setup intent. */
import type { UnitOfWork } from '../engine/unit-of-work.js'

/** The page of ours on which a payer passes or fails; `:intent` is the id of the intent. */
export const AUTHENTICATION_PATH = '/authenticate/:intent'

interface Intent {
  readonly id: string
  readonly client_secret: string | null
}

interface Return {
  readonly return_url?: string
  readonly use_stripe_sdk?: boolean
}

/** With a `return_url` a redirect, without one something for Stripe.js to show. */
export function authenticationAction(
  intent: Intent,
  { return_url, use_stripe_sdk }: Return,
  work: UnitOfWork,
) {
  const url = authenticationUrl(intent, work.baseUrl)
  if (return_url !== undefined && !use_stripe_sdk) {
    return { redirect_to_url: { return_url, url }, type: 'redirect_to_url' }
  }
  return {
    type: 'use_stripe_sdk',
    use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url, source: intent.id },
  }
}

// The client secret in it is what shows that the payer came from the shop.
export function authenticationUrl({ id, client_secret }: Intent, baseUrl: string): string {
  const path = AUTHENTICATION_PATH.replace(':intent', id)
  return `${baseUrl}${path}?client_secret=${encodeURIComponent(client_secret ?? '')}`
}
