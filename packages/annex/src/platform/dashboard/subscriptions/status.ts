/** What the list of subscriptions can be narrowed to. */
import type Stripe from 'stripe'

export const FILTERS = {
  active: ['active'],
  trialing: ['trialing'],
  past_due: ['past_due', 'unpaid'],
  incomplete: ['incomplete', 'incomplete_expired'],
  paused: ['paused'],
  canceled: ['canceled'],
} as const satisfies Record<string, readonly Stripe.Subscription.Status[]>

export type SubscriptionFilter = keyof typeof FILTERS

export function isSubscriptionFilter(word: string): word is SubscriptionFilter {
  return Object.hasOwn(FILTERS, word)
}

/** `past_due` → “past due” */
export function filterWords(filter: SubscriptionFilter): string {
  return filter.replaceAll('_', ' ')
}

const ENDED: readonly Stripe.Subscription.Status[] = ['canceled', 'incomplete_expired']

/** Whether it goes on billing, or may again. */
export function isLiving({ status }: Pick<Stripe.Subscription, 'status'>): boolean {
  return !ENDED.includes(status)
}
