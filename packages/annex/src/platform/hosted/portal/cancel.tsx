/** Ending a plan: what will happen and why, doing it, and thinking better of it. */
import type { Context } from 'hono'
import type Stripe from 'stripe'
import { leaveFlash } from '../../../web/flash.js'
import { renderPage } from '../../../web/render.js'
import { idOf } from '../../objects/reference.js'
import type { Typed } from '../typed-card.js'
import { typedIn } from '../typed.js'
import { ask } from '../ask.js'
import { CancelPage } from './cancel-page.js'
import { finish } from './finish.js'
import { findSubscription, hasDiscount } from './holdings.js'
import { showHome } from './home.js'
import { planName } from './plan.js'
import type { Visit } from './visit.js'

type Answered = Response | Promise<Response>

const ENDED = 'This plan has ended already. Nothing more is charged for it.'

export function offerCancel(c: Context, visit: Visit): Answered {
  const subscription = named(c, visit)
  if (!subscription) return showHome(c, visit, ENDED)
  if (subscription.cancel_at !== null) return c.redirect(visit.at('home'), 303)
  return renderPage(
    c,
    <CancelPage
      {...{ visit, subscription, name: planName(subscription, visit) }}
      offer={offerOf(visit)}
      options={customReasons(visit)}
    />,
  )
}

export async function cancelPlan(c: Context, visit: Visit): Promise<Response> {
  const reasons = reasonsIn(await typedIn(c), visit)
  const subscription = named(c, visit)
  if (!subscription) return showHome(c, visit, ENDED)
  const { mode, proration_behavior } = visit.features.subscription_cancel
  const path = `/v1/subscriptions/${subscription.id}`
  if (mode === 'immediately') {
    const prorate = proration_behavior === 'create_prorations'
    ask(visit, { method: 'DELETE', path, params: { prorate, ...reasons } })
  } else {
    ask(visit, { method: 'POST', path, params: { cancel_at_period_end: true, ...reasons } })
  }
  return finish(c, visit, 'subscription_cancel')
}

export function keepPlan(c: Context, visit: Visit): Answered {
  const subscription = named(c, visit)
  if (!subscription) return showHome(c, visit, ENDED)
  ask(visit, {
    ...{ method: 'POST', path: `/v1/subscriptions/${subscription.id}` },
    params: { cancel_at_period_end: false },
  })
  leaveFlash(c, { tone: 'success', text: 'Your plan goes on.' })
  return c.redirect(visit.at('home'), 303)
}

/** The coupon that the session offers to those who stay. */
export function takeOffer(c: Context, visit: Visit): Answered {
  const [subscription, coupon] = [named(c, visit), offerOf(visit)]
  const isTaken = subscription && coupon && hasDiscount(subscription, { coupon: coupon.id }, visit)
  if (!subscription || !coupon || isTaken) {
    return showHome(c, visit, 'This offer doesn’t hold any more.')
  }
  const kept = subscription.discounts.map((discount) => ({ discount: idOf(discount) }))
  ask(visit, {
    ...{ method: 'POST', path: `/v1/subscriptions/${subscription.id}` },
    params: { discounts: [...kept, { coupon: coupon.id }] },
  })
  leaveFlash(c, { tone: 'success', text: 'Your discount counts from the next invoice.' })
  return c.redirect(visit.at('home'), 303)
}

function named(c: Context, visit: Visit): Stripe.Subscription | undefined {
  return findSubscription(visit, c.req.param('subscription') ?? '')
}

function offerOf({ session, work }: Visit): Stripe.Coupon | undefined {
  const retention = session.flow?.subscription_cancel?.retention
  const coupon = retention?.coupon_offer && work.find('coupon', retention.coupon_offer.coupon)
  return coupon?.valid ? coupon : undefined
}

function customReasons({ features, work }: Visit): Stripe.Billing.FeedbackOption[] {
  const { feedback_options } = features.subscription_cancel.cancellation_reason
  return (feedback_options ?? []).flatMap((option) => {
    const found = work.find('billing.feedback_option', idOf(option))
    return found ? [found] : []
  })
}

/** Only reasons that were offered are passed on. */
function reasonsIn({ reason = '', comment = '' }: Typed, visit: Visit) {
  const { enabled, options } = visit.features.subscription_cancel.cancellation_reason
  if (!enabled) return {}
  const isCustom = customReasons(visit).some(({ id }) => id === reason)
  const details = {
    ...(options.includes(reason) && { feedback: reason }),
    ...(isCustom && { feedback_option: reason }),
    ...(comment.trim() !== '' && { comment: comment.trim().slice(0, 1000) }),
  }
  return Object.keys(details).length > 0 ? { cancellation_details: details } : {}
}
