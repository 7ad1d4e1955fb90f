/** A customer with a plan, a portal in which everything can be done, and their browser. */
import type { TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { idOf } from '../../platform/objects/reference.js'
import type { PlatformOptions } from '../../platform.js'
import { openBrowser } from '../browser.js'
import { roastery, subscribe } from './roastery.js'

type Features = Stripe.BillingPortal.ConfigurationCreateParams['features']
type SessionParams = Partial<Stripe.BillingPortal.SessionCreateParams>

export interface PortalOptions {
  /** A test token; null for a customer who has saved none. */
  readonly card?: string | null
  readonly features?: Features
  readonly subscription?: Stripe.SubscriptionCreateParams
}

export async function portalWorld(
  t: TestContext,
  options: PortalOptions = {},
  platformOptions: PlatformOptions = {},
) {
  const world = await roastery(t, options.card, platformOptions)
  const { stripe, customer, monthly, platform } = world
  const productOf = async (price: string) => idOf((await stripe.prices.retrieve(price)).product)
  const product = await productOf(monthly)
  const { id: yearly } = await stripe.prices.create({
    ...{ unit_amount: 30_000, currency: 'usd', recurring: { interval: 'year' } },
    product,
  })
  const { id: large } = await stripe.prices.create({
    ...{ unit_amount: 9000, currency: 'usd', recurring: { interval: 'month' } },
    product_data: { name: 'Office beans' },
  })
  const office = await productOf(large)
  const configuration = await stripe.billingPortal.configurations.create({
    default_return_url: 'https://shop.test/account',
    features: {
      customer_update: { enabled: true, allowed_updates: ['name', 'email', 'address'] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: {
        enabled: true,
        cancellation_reason: { enabled: true, options: ['too_expensive', 'unused'] },
      },
      subscription_update: {
        ...{ enabled: true, default_allowed_updates: ['price', 'quantity', 'promotion_code'] },
        proration_behavior: 'always_invoice',
        products: [
          {
            ...{ product, prices: [monthly, yearly] },
            adjustable_quantity: { enabled: true, minimum: 1, maximum: 5 },
          },
          { product: office, prices: [large] },
        ],
      },
      ...options.features,
    },
  })
  const subscription = await subscribe(world, options.subscription)
  const open = (params: SessionParams = {}) =>
    stripe.billingPortal.sessions.create({
      ...{ customer, configuration: configuration.id },
      ...params,
    })
  const browser = openBrowser((request) => platform.fetch(request), 'http://127.0.0.1:4242')
  const visit = async (params?: SessionParams) => browser.open((await open(params)).url)
  const item = subscription.items.data[0]?.id ?? ''
  world.news()
  const { id: configured } = configuration
  return {
    ...world,
    yearly,
    large,
    configuration: configured,
    subscription: subscription.id,
    item,
    open,
    browser,
    visit,
  }
}
