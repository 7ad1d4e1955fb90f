/** The recipes of apps and domains. */
import type { Stripe } from 'stripe'

const ACCOUNT = { type: 'account' } as const
const SECRET = { name: 'crm', scope: ACCOUNT }

export const APPS_NEEDED = {
  'GET /v1/apps/secrets': () => ({ scope: ACCOUNT }),
  'GET /v1/apps/secrets/find': () => SECRET,
  'POST /v1/apps/secrets': () => ({ ...SECRET, payload: 'harbour' }),
  'POST /v1/apps/secrets/delete': () => SECRET,
  'POST /v1/payment_method_domains': () => ({ domain_name: 'shop.harbour.com' }),
}

export const APPS_PREPARED = {
  'GET /v1/apps/secrets/find': setSecret,
  'POST /v1/apps/secrets/delete': setSecret,
}

async function setSecret(stripe: Stripe): Promise<readonly string[]> {
  await stripe.apps.secrets.create({ ...SECRET, payload: 'harbour' })
  return []
}
