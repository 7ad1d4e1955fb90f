/** What tests of schedules begin with: a roastery, and phases at one price and then another. */
import type { Stripe } from 'stripe'
import { endOf, HOUR, type Roastery } from './roastery.js'

export const month = (interval_count = 1) => ({ interval: 'month' as const, interval_count })

export async function priced(
  { stripe }: Roastery,
  unit_amount: number,
  interval: 'month' | 'year' = 'month',
): Promise<string> {
  const price = await stripe.prices.create({
    ...{ unit_amount, currency: 'usd', recurring: { interval } },
    product_data: { name: `At ${unit_amount}` },
  })
  return price.id
}

/** Two months at 30.00, then at 60.00 for another. */
export async function twoPhases(
  world: Roastery,
  more: Stripe.SubscriptionScheduleCreateParams = {},
) {
  const { stripe, customer, monthly } = world
  const dear = await priced(world, 6000)
  const schedule = await stripe.subscriptionSchedules.create({
    customer,
    start_date: 'now',
    phases: [
      { items: [{ price: monthly }], duration: month(2) },
      { items: [{ price: dear }], duration: month() },
    ],
    ...more,
  })
  return { schedule, dear, id: subscriptionOf(schedule) }
}

export const totals = async ({ stripe }: Roastery): Promise<number[]> =>
  (await stripe.invoices.list({ limit: 100 })).data.map(({ total }) => total).toReversed()

export const toNextPeriod = async (world: Roastery, id: string): Promise<void> =>
  world.goTo(endOf(await world.stripe.subscriptions.retrieve(id)) + HOUR)

export function subscriptionOf({ subscription }: Stripe.SubscriptionSchedule): string {
  return typeof subscription === 'string' ? subscription : (subscription?.id ?? '')
}
