/** Test clocks: a time of their own for the customers on them, which moves when it is told to. */
import type Stripe from 'stripe'
import type { Behaviour, DueTask } from '../../engine/behaviour.js'
import { lifecycleOf } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { stepFrom } from '../billing/calendar.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { rhythmOf } from '../subscription/items.js'
import { endCustomer } from './customer.js'
import { onlyForward, onlyInTestMode, tooFar } from './refusals.js'

type TestClock = Stripe.TestHelpers.TestClock
type CreateParams = Stripe.TestHelpers.TestClockCreateParams

const LIVES_SECONDS = 30 * DAY_SECONDS
/** At once, of the shortest subscription. */
const MOST_INTERVALS = 2
const MOST_WITHOUT_SUBSCRIPTIONS = { interval: 'year', interval_count: 2 } as const

export const testClock: Behaviour<'test_helpers.test_clock'> = {
  kind: 'test_helpers.test_clock',
  lifecycle: lifecycleOf<TestClock>({
    entering: {
      advancing: 'test_helpers.test_clock.advancing',
      ready: 'test_helpers.test_clock.ready',
    },
  }),
  check(_params, work) {
    if (work.caller.livemode) throw onlyInTestMode()
  },
  defaults: ({ frozen_time, name }: CreateParams, work) => ({
    deletes_after: work.now + LIVES_SECONDS,
    frozen_time,
    name: name ?? null,
    status: 'ready',
    status_details: {},
  }),
  afterCreate(clock, _params, work) {
    work.later(clock.deletes_after, 'delete_test_clock', clock.id)
    return clock
  },
  verbs: { advance },
  beforeRemove: endWorldOf,
}

/** Answers with the clock on its way; when the answer arrives, it has got there. */
function advance(
  clock: TestClock,
  { frozen_time: target }: Stripe.TestHelpers.TestClockAdvanceParams,
  work: UnitOfWork,
): TestClock {
  if (target <= clock.frozen_time) throw onlyForward()
  if (target > furthest(clock, work)) throw tooFar(MOST_INTERVALS)
  const moving = work.update('test_helpers.test_clock', clock.id, {
    status: 'advancing',
    status_details: { advancing: { target_frozen_time: target } },
  })
  work.runClock(clock.id, target)
  work.update('test_helpers.test_clock', clock.id, {
    ...{ frozen_time: target, status: 'ready', status_details: {} },
  })
  return moving
}

function furthest({ id, frozen_time }: TestClock, work: UnitOfWork): number {
  const items = work
    .list('customer', { test_clock: id })
    .flatMap((customer) => work.list('subscription', { customer: customer.id }))
    .filter(({ status }) => status !== 'canceled' && status !== 'incomplete_expired')
    .flatMap((subscription) => subscription.items.data)
  const rhythms = items.length > 0 ? items.map(rhythmOf) : [MOST_WITHOUT_SUBSCRIPTIONS]
  const times = items.length > 0 ? MOST_INTERVALS : 1
  return Math.min(...rhythms.map((rhythm) => stepFrom(frozen_time, rhythm, times)))
}

/** Everything that lived on it goes with it, each with its news. */
function endWorldOf({ id, frozen_time }: TestClock, work: UnitOfWork): void {
  const there = work.onClock({ id, now: frozen_time })
  for (const customer of work.list('customer', { test_clock: id })) {
    endCustomer(customer, there)
    there.remove('customer', customer.id)
  }
  work.stopClock(id)
}

/** After thirty days a forgotten clock goes by itself. */
export const deleteTestClock: DueTask = (id, work) => {
  const clock = work.find('test_helpers.test_clock', id)
  if (!clock) return
  endWorldOf(clock, work)
  work.remove('test_helpers.test_clock', id)
}
