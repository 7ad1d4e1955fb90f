/** Events of our own account: which of them say that somebody's subscription may have changed, or that we earned a share. */
import { findBillingByCustomer } from '../store/billing.js'
import type { Queryable } from '../store/database.js'
import { FEE_EVENTS, hearFee } from './fees.js'
import type { BillingParts } from './parts.js'
import type { Plans } from './plans.js'

const ABOUT_CUSTOMERS = [
  'checkout.session.completed',
  'checkout.session.expired',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'customer.subscription.paused',
  'customer.subscription.resumed',
  'customer.deleted',
] as const

/** What is asked for when we catch up; twenty types is the most there may be. */
export const HEARD = [...ABOUT_CUSTOMERS, ...FEE_EVENTS] as const

export interface OwnEvent {
  type: string
  livemode: boolean
  /** `data.object` */
  object: Record<string, unknown>
}

/**
 * In the transaction that keeps the event. What it says of a subscription is not believed: it may be old, and come
 * twice or in any order. That it came is reason enough to read.
 */
export async function hear(
  tx: Queryable,
  { type, livemode, object }: OwnEvent,
  { plans, ...parts }: BillingParts & { plans: Plans },
): Promise<void> {
  if (livemode !== parts.livemode) return
  if (FEE_EVENTS.some((heard) => heard === type)) return hearFee(tx, { type, livemode, object })
  if (/^(price|product)\./.test(type)) return plans.forget()
  if (!ABOUT_CUSTOMERS.some((heard) => heard === type)) return
  const customer = idOf(type === 'customer.deleted' ? object['id'] : object['customer'])
  if (customer === undefined) return
  const row = await findBillingByCustomer(tx, { customer, livemode })
  if (!row) return
  await parts.enqueue(tx, { name: 'settle', data: { billed: row.account, livemode } })
}

function idOf(reference: unknown): string | undefined {
  if (typeof reference === 'string') return reference
  if (typeof reference !== 'object' || reference === null || !('id' in reference)) return undefined
  return typeof reference.id === 'string' ? reference.id : undefined
}
