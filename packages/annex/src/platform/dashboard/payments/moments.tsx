/** What happened to a payment, from its events and those of its charge. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import type { Moment } from '../../../web/components/timeline.js'
import type { PastEvent } from '../../store/object-history.js'
import { fieldsOf, type Fields } from '../change.js'
import { openEvent } from '../events/event-words.js'
import { toldEvents, type Remembered, type Words } from '../history.js'

/** Events that say something the others don't; the rest would only repeat it. */
const WORDS = new Map<string, Words>(
  Object.entries({
    'payment_intent.created': { title: 'Payment started', icon: 'clock' },
    'payment_intent.requires_action': {
      title: 'Waiting for the customer',
      icon: 'clock',
      tone: 'warning',
    },
    'payment_intent.processing': { title: 'Processing', icon: 'clock', tone: 'info' },
    'payment_intent.amount_capturable_updated': {
      title: 'Amount held',
      icon: 'clock',
      tone: 'info',
    },
    'payment_intent.payment_failed': { title: 'Payment failed', icon: 'cross', tone: 'danger' },
    'payment_intent.succeeded': { title: 'Payment succeeded', icon: 'check', tone: 'success' },
    'payment_intent.canceled': { title: 'Payment canceled', icon: 'cross' },
    'charge.captured': { title: 'Amount captured', icon: 'check', tone: 'success' },
    'charge.refunded': { title: 'Refunded', icon: 'undo' },
    'charge.dispute.created': {
      title: 'Disputed by the customer',
      icon: 'warning',
      tone: 'danger',
    },
    'charge.dispute.closed': { title: 'Dispute closed', icon: 'check' },
  } satisfies Partial<Record<Stripe.Event.Type, Words>>),
)

/** Newest first. */
export function momentsOf(events: readonly PastEvent[], now: number): Moment[] {
  return toldEvents(events, { words: WORDS, detailOf, now })
}

/** What a payment says of its past when its events are gone. */
export function rememberedOf(
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge | undefined,
  refunds: readonly Stripe.Refund[],
): Remembered[] {
  const { status, created, canceled_at } = intent
  const paid = charge?.status === 'succeeded'
  return [
    { title: 'Payment started', icon: 'clock', at: created },
    paid
      ? { title: 'Payment succeeded', icon: 'check', tone: 'success', at: charge.created }
      : { title: 'Payment failed', icon: 'cross', tone: 'danger', at: charge?.created },
    ...refunds.map(({ amount, currency, created: at }): Remembered => {
      return { title: `Refunded ${formatMoney(amount, currency)}`, icon: 'undo', at }
    }),
    { title: 'Payment canceled', icon: 'cross', at: status === 'canceled' ? canceled_at : null },
  ]
}

/** Why a payment failed, in the words of the issuer; how much a refund gave back. */
function detailOf({ type, body }: PastEvent): string | undefined {
  const { object, previous } = openEvent(body)
  if (type === 'charge.refunded') return refunded(object, previous)
  const { message, decline_code } = fieldsOf(object.last_payment_error)
  if (type !== 'payment_intent.payment_failed' || typeof message !== 'string') return undefined
  return typeof decline_code === 'string' ? `${message} (${decline_code})` : message
}

function refunded(object: Fields, previous: Fields): string | undefined {
  const { amount_refunded, currency } = object
  if (typeof amount_refunded !== 'number' || typeof currency !== 'string') return undefined
  const before = typeof previous.amount_refunded === 'number' ? previous.amount_refunded : 0
  return formatMoney(amount_refunded - before, currency)
}
