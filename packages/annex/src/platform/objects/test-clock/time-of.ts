/** Which test clock a request's objects live on: by the customer they belong to, or by their own field. */
import type Stripe from 'stripe'
import type { Kind } from '../../../catalogue/kinds.js'
import type { TimeOf } from '../../engine/context.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { movingClock } from './refusals.js'

type TestClock = Stripe.TestHelpers.TestClock

/** Fields and parameters that lead from an object to the customer it is about. */
const LEADS: readonly (readonly [name: string, kind: Kind])[] = [
  ['customer', 'customer'],
  ['subscription', 'subscription'],
  ['invoice', 'invoice'],
  ['from_subscription', 'subscription'],
  ['schedule', 'subscription_schedule'],
  ['from_quote', 'quote'],
]

/** @throws Refusal while that clock is moving */
export const timeOf: TimeOf = ({ kind, path, params }, work) => {
  if (work.caller.livemode) return undefined
  const id = Object.values(path).at(-1)
  const isClock = kind === 'test_helpers.test_clock'
  const subject =
    kind !== undefined && id !== undefined && !isClock ? work.find(kind, id) : undefined
  const clock = clockOf(params, work) ?? (subject && clockOf(subject, work))
  if (!clock) return undefined
  if (clock.status === 'advancing') throw movingClock(clock.id)
  return { id: clock.id, now: clock.frozen_time }
}

/** The unit of work in the time that `customer` lives in: their test clock's, or the platform's. */
export function timeOfCustomer(customer: Stripe.Customer, work: UnitOfWork): UnitOfWork {
  const clock = clockOf(customer, work)
  if (!clock) return work
  if (clock.status === 'advancing') throw movingClock(clock.id)
  return work.onClock({ id: clock.id, now: clock.frozen_time })
}

function clockOf(object: object, work: UnitOfWork): TestClock | undefined {
  const own: unknown = Reflect.get(object, 'test_clock')
  if (typeof own === 'string') return work.find('test_helpers.test_clock', own)
  // Kept objects say themselves that they are on none.
  if (own === null) return undefined
  for (const [name, kind] of LEADS) {
    const given: unknown = Reflect.get(object, name)
    const id: unknown = name === 'from_quote' ? Reflect.get(Object(given), 'quote') : given
    const led = typeof id === 'string' ? work.find(kind, id) : undefined
    const clock = led && clockOf(led, work)
    if (clock) return clock
  }
  return undefined
}
