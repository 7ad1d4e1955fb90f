/** From a customer's subscriptions to the one that counts, and the word for where it stands. */
import type { Stripe } from 'stripe'
import type { BillingWord } from '../store/billing.js'

/**
 * Stripe's words and ours. Before its first payment a subscription is none; one that is paused
 * waits for a card after its trial, which is to say nobody pays for it.
 */
const WORDS: Record<string, BillingWord> = {
  trialing: 'trialing',
  active: 'active',
  past_due: 'past_due',
  unpaid: 'unpaid',
  paused: 'unpaid',
  canceled: 'canceled',
  incomplete: 'none',
  incomplete_expired: 'none',
}

/** A word Stripe may add one day is taken for one that must not be bought beside. */
export function wordOf({ status }: Pick<Stripe.Subscription, 'status'>): BillingWord {
  return WORDS[status] ?? 'unpaid'
}

/** The best first: what is paid, what is tried, what is owed, what was. */
const RANKS: readonly BillingWord[] = ['active', 'trialing', 'past_due', 'unpaid', 'canceled']

/** There is a subscription that will ask for money again: it is managed, not bought once more. */
export function isLive(status: BillingWord): boolean {
  return status !== 'none' && status !== 'canceled'
}

/** Served, as far as money goes. What `past_due` still gets is the app's own decision. */
export function isPaid(status: BillingWord): boolean {
  return status === 'active' || status === 'trialing'
}

/** The one that counts. Among equals the earlier: what came second is the one too many. */
export function choose(
  subscriptions: readonly Stripe.Subscription[],
): Stripe.Subscription | undefined {
  const known = subscriptions.filter((one) => wordOf(one) !== 'none')
  return known.toSorted((a, b) => rank(a) - rank(b) || byAge(a, b))[0]
}

function rank(subscription: Stripe.Subscription): number {
  return RANKS.indexOf(wordOf(subscription))
}

function byAge(a: Stripe.Subscription, b: Stripe.Subscription): number {
  const order = a.created - b.created || (a.id < b.id ? -1 : 1)
  return isLive(wordOf(a)) ? order : -order
}

/** Live ones our own Checkout made for this account, but for the one to be kept. */
export function surplusOf(
  subscriptions: readonly Stripe.Subscription[],
  account: string,
): Stripe.Subscription[] {
  const ours = subscriptions.filter(
    ({ metadata }) => metadata[ACCOUNT_KEY] === account && metadata[CHECKOUT_KEY] !== undefined,
  )
  const kept = choose(ours)
  return ours.filter((one) => one !== kept && isLive(wordOf(one)))
}

/** What everything we make at Stripe carries in its `metadata`. */
export const ACCOUNT_KEY = 'annex_account'
export const CLIENT_KEY = 'annex_client'
/** Number of the attempt, on what Checkout made. */
export const CHECKOUT_KEY = 'annex_checkout'
