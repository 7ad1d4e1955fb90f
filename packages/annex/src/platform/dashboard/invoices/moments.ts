/** What happened to an invoice. */
import type Stripe from 'stripe'
import { fieldsOf } from '../change.js'
import { openEvent } from '../events/event-words.js'
import type { Remembered, Words } from '../history.js'
import type { PastEvent } from '../../store/object-history.js'
import { formatMoney } from '../../../core/money.js'

export const WORDS: ReadonlyMap<string, Words> = new Map(
  Object.entries({
    'invoice.created': { title: 'Drafted', icon: 'book' },
    'invoice.finalized': { title: 'Finalized', icon: 'check', tone: 'info' },
    'invoice.sent': { title: 'Sent', icon: 'send' },
    'invoice.payment_failed': { title: 'Payment failed', icon: 'cross', tone: 'danger' },
    'invoice.payment_action_required': {
      ...{ title: 'Waiting for the customer', icon: 'clock', tone: 'warning' },
    },
    'invoice.paid': { title: 'Paid', icon: 'check', tone: 'success' },
    'invoice.voided': { title: 'Voided', icon: 'cross' },
    'invoice.marked_uncollectible': {
      ...{ title: 'Marked uncollectible', icon: 'warning', tone: 'danger' },
    },
  } satisfies Partial<Record<Stripe.Event.Type, Words>>),
)

export function detailOf({ type, body }: PastEvent): string | undefined {
  const { object } = openEvent(body)
  const { amount_paid: paid, currency, next_payment_attempt: next } = object
  if (type === 'invoice.paid' && typeof paid === 'number' && typeof currency === 'string') {
    return formatMoney(paid, currency)
  }
  if (type !== 'invoice.payment_failed') return undefined
  const error = fieldsOf(fieldsOf(object.last_finalization_error))
  if (typeof error.message === 'string') return error.message
  return typeof next === 'number' ? 'It will be tried again.' : 'It isn’t tried again by itself.'
}

export function rememberedOf({ created, status_transitions: at }: Stripe.Invoice): Remembered[] {
  return [
    { title: 'Drafted', icon: 'book', at: created },
    { title: 'Finalized', icon: 'check', tone: 'info', at: at.finalized_at },
    { title: 'Paid', icon: 'check', tone: 'success', at: at.paid_at },
    { title: 'Voided', icon: 'cross', at: at.voided_at },
    {
      ...{ title: 'Marked uncollectible', icon: 'warning', tone: 'danger' },
      at: at.marked_uncollectible_at,
    },
  ]
}
