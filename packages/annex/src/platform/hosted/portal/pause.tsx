/** Pausing a plan: for how long, doing it, and going on. */
import type { Context } from 'hono'
import type Stripe from 'stripe'
import { leaveFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import { intervalNamed, stepFrom } from '../../objects/billing/calendar.js'
import { pauseUntil } from '../../objects/subscription/paused-until.js'
import { ask } from '../ask.js'
import { typedIn } from '../typed.js'
import { finish } from './finish.js'
import { findSubscription } from './holdings.js'
import { showHome } from './home.js'
import { PausePage } from './pause-page.js'
import { planName } from './plan.js'
import type { Visit } from './visit.js'

type Answered = Response | Promise<Response>

const CANNOT = 'This plan cannot be paused now.'

export function offerPause(c: Context, visit: Visit): Answered {
  const subscription = pausable(c, visit)
  if (!subscription) return showHome(c, visit, CANNOT)
  return renderPage(
    c,
    <PausePage {...{ visit, subscription, name: planName(subscription, visit) }} />,
  )
}

export async function pausePlan(c: Context, visit: Visit): Promise<Response> {
  const { duration } = await typedIn(c)
  const subscription = pausable(c, visit)
  const end = endOf(duration, visit)
  if (!subscription || end === undefined) return showHome(c, visit, CANNOT)
  ask(visit, { method: 'POST', path: `/v1/subscriptions/${subscription.id}/pause` })
  const { engine, work } = visit
  if (end !== null) engine.store.transaction(() => pauseUntil(subscription.id, end, work))
  return finish(c, visit, 'subscription_pause')
}

export function resumePlan(c: Context, visit: Visit): Answered {
  const subscription = named(c, visit)
  if (subscription?.status !== 'paused') return showHome(c, visit, 'This plan is not paused.')
  ask(visit, { method: 'POST', path: `/v1/subscriptions/${subscription.id}/resume` })
  leaveFlash(c, { tone: 'success', text: 'Your plan goes on.' })
  return c.redirect(visit.at('home'), 303)
}

function named(c: Context, visit: Visit): Stripe.Subscription | undefined {
  return findSubscription(visit, c.req.param('subscription') ?? '')
}

/** One that runs; what is about to end has no use for a pause. */
function pausable(c: Context, visit: Visit): Stripe.Subscription | undefined {
  const subscription = named(c, visit)
  return subscription?.status === 'active' && subscription.cancel_at === null
    ? subscription
    : undefined
}

/** Null for a pause without an end; undefined for what was not offered. */
function endOf(chosen: string | undefined, { features, work }: Visit): number | null | undefined {
  const { type, interval_options: options } = features.subscription_pause.duration
  if (type === 'indefinite') return null
  const option = options[Number(chosen ?? '0')]
  if (!option) return undefined
  const { interval, interval_count } = option
  return stepFrom(work.now, { interval: intervalNamed(interval), interval_count }, 1)
}
