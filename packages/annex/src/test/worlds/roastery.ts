/** A shop with a customer, a card and a monthly price: what tests of billing begin with. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import type { PlatformOptions } from '../../platform.js'
import { startPlatform, type TestPlatform } from '../../testing.js'

export const HOUR = 3600
export const DAY = 86_400

export interface Roastery extends TestPlatform {
  readonly customer: string
  readonly monthly: string
  /** Types of events since the last call. */
  readonly news: () => string[]
  /** Moves the clock to that moment. */
  readonly goTo: (time: number) => void
}

export async function roastery(
  t: TestContext,
  card: string | null = 'pm_card_visa',
  options: PlatformOptions = {},
): Promise<Roastery> {
  const world = await startPlatform(options)
  t.after(world.close)
  const { id: customer } = await world.stripe.customers.create({ name: 'Ida' })
  if (card !== null) {
    const method = await world.stripe.paymentMethods.attach(card, { customer })
    const settings = { default_payment_method: method.id }
    await world.stripe.customers.update(customer, { invoice_settings: settings })
  }
  const price = await world.stripe.prices.create({
    ...{ unit_amount: 3000, currency: 'usd', recurring: { interval: 'month' } },
    product_data: { name: 'Beans' },
  })
  let seen = world.eventTypes().length
  const news = () => {
    const fresh = world.eventTypes().slice(seen)
    seen += fresh.length
    return fresh
  }
  const goTo = (time: number) => world.advance(time - world.now())
  return { ...world, customer, monthly: price.id, news, goTo }
}

export const subscribe = (
  { stripe, customer, monthly }: Roastery,
  more: Stripe.SubscriptionCreateParams = {},
) => stripe.subscriptions.create({ customer, items: [{ price: monthly }], ...more })

export const endOf = (subscription: Stripe.Subscription): number =>
  subscription.items.data[0]?.current_period_end ?? 0

export async function latest(world: Roastery, id: string): Promise<Stripe.Invoice> {
  const expand = ['latest_invoice']
  const { latest_invoice } = await world.stripe.subscriptions.retrieve(id, { expand })
  assert.ok(typeof latest_invoice === 'object' && latest_invoice !== null)
  return latest_invoice
}

export const BILLED = ['invoice.created', 'invoice.finalized', 'payment_intent.created']
export const PAID = [
  ...['charge.succeeded', 'payment_intent.succeeded', 'invoice.updated', 'invoice.paid'],
  'invoice.payment_succeeded',
]
export const DECLINED = [
  ...['charge.failed', 'payment_intent.payment_failed', 'invoice.payment_failed'],
  'invoice.updated',
]
