/** What billing adds to customers: they take their subscriptions with them, and may live on a test clock. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { mayRun } from '../../engine/lifecycle.js'
import { customer } from '../customer/behaviour.js'
import { cancelNow } from '../subscription/cancel.js'
import { lifecycle } from '../subscription/lifecycle.js'
import { endWithout } from '../subscription-schedule/end.js'
import { lifecycle as schedules } from '../subscription-schedule/lifecycle.js'
import { tooManyCustomers } from './refusals.js'

const MOST_CUSTOMERS = 3

export const billedCustomer: Behaviour<'customer'> = {
  ...customer,
  check(params: Stripe.CustomerCreateParams, work, before) {
    if (!before && params.test_clock) checkRoom(params.test_clock, work)
    customer.check?.(params, work, before)
  },
  beforeRemove: endCustomer,
}

function checkRoom(id: string, work: UnitOfWork): void {
  const clock = work.get('test_helpers.test_clock', id, 'test_clock')
  const there = work.list('customer', { test_clock: clock.id })
  if (there.length >= MOST_CUSTOMERS) throw tooManyCustomers(MOST_CUSTOMERS)
}

/** Whatever the customer still pays for ends before the customer does. */
export function endCustomer(gone: Stripe.Customer, work: UnitOfWork): void {
  for (const subscription of work.list('subscription', { customer: gone.id })) {
    if (mayRun(lifecycle, 'cancel', subscription)) cancelNow(subscription, {}, work)
  }
  for (const schedule of work.list('subscription_schedule', { customer: gone.id })) {
    if (mayRun(schedules, 'cancel', schedule)) endWithout(schedule, work)
  }
  customer.beforeRemove?.(gone, work)
}
