/** A shop that sells by usage: a meter, a customer with a card, and ways to use and to bill. */
import type { TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { endOf, HOUR, latest, roastery, type Roastery } from './roastery.js'

export interface Metered extends Roastery {
  readonly meter: Stripe.Billing.Meter
  /** Says that the customer used so much. */
  readonly use: (
    value: number | string,
    more?: Partial<Stripe.Billing.MeterEventCreateParams>,
  ) => Promise<Stripe.Billing.MeterEvent>
  /** A monthly price of the meter. */
  readonly priceOf: (params: Partial<Stripe.PriceCreateParams>) => Promise<string>
  /** A subscription to it, from now on. */
  readonly subscribeTo: (
    price: string,
    more?: Stripe.SubscriptionCreateParams,
  ) => Promise<Stripe.Subscription>
  /** Goes to the period's end, and an hour on; the invoice that came of it. */
  readonly renewed: (id: string) => Promise<Stripe.Invoice>
}

export async function metered(
  t: TestContext,
  formula: 'count' | 'last' | 'sum' = 'sum',
): Promise<Metered> {
  const world = await roastery(t)
  const { stripe, customer, goTo } = world
  const meter = await stripe.billing.meters.create({
    ...{ display_name: 'Cups', event_name: 'cups', default_aggregation: { formula } },
  })
  return {
    ...world,
    meter,
    use: (value, more = {}) =>
      stripe.billing.meterEvents.create({
        event_name: 'cups',
        payload: { stripe_customer_id: customer, value: String(value) },
        ...more,
      }),
    async priceOf(params) {
      const price = await stripe.prices.create({
        ...{ currency: 'usd', product_data: { name: 'Cups' } },
        recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
        ...params,
      })
      return price.id
    },
    subscribeTo: (price, more = {}) =>
      stripe.subscriptions.create({ customer, items: [{ price }], ...more }),
    async renewed(id) {
      goTo(endOf(await stripe.subscriptions.retrieve(id)) + HOUR)
      return latest(world, id)
    },
  }
}
