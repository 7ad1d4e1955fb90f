/** The way to Stripe's billing portal: change plan or card, see invoices, cancel. */
import type { Stripe } from 'stripe'
import { findBilling } from '../store/billing.js'
import type { AccountKey } from '../store/connections.js'
import { ownClient } from '../stripe/client.js'
import { ask, demand } from './ask.js'
import type { BillingParts } from './parts.js'
import type { Plan, Plans } from './plans.js'
import { nothingBought } from './refusals.js'
import { CLIENT_KEY } from './status.js'

export interface Portal {
  /** @throws BillingRefused for an account that never bought anything */
  url(key: AccountKey, return_url: string): Promise<string>
}

const PLANS_KEY = 'annex_plans'

export function createPortal(parts: BillingParts, plans: Plans): Portal {
  let known: { offer: string; id: string } | undefined

  /** One that offers the plans on sale; it is found again by what it offers, in any process. */
  async function configuration(): Promise<string> {
    const { portalConfiguration } = parts.settings
    if (portalConfiguration) return portalConfiguration
    const offered = await plans.list()
    const offer = offerOf(offered)
    if (known?.offer === offer) return known.id
    const id = (await find(offer, parts)) ?? (await make(offered, offer, parts))
    known = { offer, id }
    return id
  }

  return {
    async url(key, return_url) {
      const row = await findBilling(parts.database, key)
      if (!row?.customer) throw nothingBought(key.account)
      const params = { customer: row.customer, return_url, configuration: await configuration() }
      const open = () => ownClient(parts.stripe).billingPortal.sessions.create(params)
      return demand('The billing portal could not be opened', await ask(open, parts)).url
    },
  }
}

function offerOf(plans: readonly Plan[]): string {
  const prices = plans.map(({ price }) => price).toSorted()
  return prices.join(' ').slice(0, 500)
}

async function find(offer: string, parts: BillingParts): Promise<string | undefined> {
  const client = ownClient(parts.stripe)
  const list = () => client.billingPortal.configurations.list({ active: true, limit: 100 })
  const reply = demand('The billing portal could not be read', await ask(list, parts))
  const isOurs = ({ metadata }: Stripe.BillingPortal.Configuration) =>
    metadata?.[CLIENT_KEY] === parts.clientId && metadata[PLANS_KEY] === offer
  return reply.data.find(isOurs)?.id
}

/** Made twice by two processes at once, it is still one that is found. */
async function make(plans: readonly Plan[], offer: string, parts: BillingParts): Promise<string> {
  const client = ownClient(parts.stripe)
  const params = { features: featuresOf(plans), metadata: metadataOf(offer, parts) }
  const create = () => client.billingPortal.configurations.create(params)
  return demand('The billing portal could not be set up', await ask(create, parts)).id
}

function metadataOf(offer: string, { clientId }: BillingParts): Record<string, string> {
  return { [CLIENT_KEY]: clientId, [PLANS_KEY]: offer }
}

/** Stripe takes no more; the first of the settings are the ones people see first. */
const MOST_PRODUCTS = 10

type Features = Stripe.BillingPortal.ConfigurationCreateParams['features']

function featuresOf(plans: readonly Plan[]): Features {
  const prices = Map.groupBy(plans, ({ product }) => product)
  const products = [...prices].slice(0, MOST_PRODUCTS).map(([product, own]) => ({
    product,
    prices: own.map(({ price }) => price),
  }))
  return {
    customer_update: { enabled: true, allowed_updates: ['email', 'name', 'address', 'tax_id'] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: true, mode: 'at_period_end' },
    ...(products.length > 0 && {
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price'],
        proration_behavior: 'create_prorations',
        products,
      },
    }),
  }
}
