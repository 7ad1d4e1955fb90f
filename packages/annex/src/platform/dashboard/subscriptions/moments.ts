/** What happened to a subscription. */
import type Stripe from 'stripe'
import { openEvent } from '../events/event-words.js'
import type { Remembered, Words } from '../history.js'
import type { PastEvent } from '../../store/object-history.js'

export const WORDS: ReadonlyMap<string, Words> = new Map(
  Object.entries({
    'customer.subscription.created': { title: 'Created', icon: 'plus', tone: 'info' },
    'customer.subscription.updated': { title: 'Changed', icon: 'refresh' },
    'customer.subscription.paused': { title: 'Paused', icon: 'clock', tone: 'warning' },
    'customer.subscription.resumed': { title: 'Resumed', icon: 'check', tone: 'success' },
    'customer.subscription.trial_will_end': { title: 'Trial ends soon', icon: 'clock' },
    'customer.subscription.deleted': { title: 'Ended', icon: 'cross', tone: 'danger' },
  } satisfies Partial<Record<Stripe.Event.Type, Words>>),
)

const CHANGES: readonly (readonly [field: string, words: (after: unknown) => string])[] = [
  ['status', (after) => `Now ${String(after).replaceAll('_', ' ')}`],
  ['cancel_at', (after) => (after === null ? 'It goes on after all' : 'It will end')],
  ['items', () => 'A new period, or other items'],
  ['latest_invoice', () => 'A new invoice'],
]

/** What an update was about, by the fields it changed. */
export function detailOf({ type, body }: PastEvent): string | undefined {
  if (type !== 'customer.subscription.updated') return undefined
  const { object, previous } = openEvent(body)
  const found = CHANGES.find(([field]) => Object.hasOwn(previous, field))
  return found?.[1](object[found[0]])
}

export function rememberedOf(subscription: Stripe.Subscription): Remembered[] {
  const { created, canceled_at, ended_at, trial_end } = subscription
  return [
    { title: 'Created', icon: 'plus', tone: 'info', at: created },
    { title: 'Trial ended', icon: 'clock', at: trial_end },
    { title: 'Canceled', icon: 'clock', at: canceled_at === ended_at ? null : canceled_at },
    { title: 'Ended', icon: 'cross', tone: 'danger', at: ended_at },
  ]
}
