/** Changing a plan: the offers, what the chosen one costs, and the change itself. */
import type { Context } from 'hono'
import type Stripe from 'stripe'
import { renderPage } from '../../../web/render.js'
import { Refusal } from '../../engine/errors.js'
import { faultsOf, type Faults, type Typed } from '../typed-card.js'
import { typedIn } from '../typed.js'
import { previewOf, makeChange, methodFor, type Asked } from './change.js'
import { changesAnything, readChoice } from './choice.js'
import { ConfirmPage } from './confirm-page.js'
import { finish } from './finish.js'
import { findSubscription } from './holdings.js'
import { showHome } from './home.js'
import { methodWords } from '../method-words.js'
import { offersFor } from './offers.js'
import { askBankFirst } from './pay-after-bank.js'
import { planName, productName } from './plan.js'
import { PlansPage } from './plans-page.js'
import type { Visit } from './visit.js'

type Subscription = Stripe.Subscription
type Answered = Response | Promise<Response>

export function offerPlans(c: Context, visit: Visit): Answered {
  const subscription = changeable(c, visit)
  if (!subscription) return showHome(c, visit, GONE)
  return showOffers(c, visit, subscription, { typed: c.req.query(), faults: {} })
}

export function previewPlan(c: Context, visit: Visit): Answered {
  const subscription = changeable(c, visit)
  if (!subscription) return showHome(c, visit, GONE)
  return showPreview(c, visit, subscription, { typed: c.req.query(), at: visit.work.now })
}

export async function changePlan(c: Context, visit: Visit): Promise<Response> {
  const typed = await typedIn(c)
  const subscription = changeable(c, visit)
  if (!subscription) return showHome(c, visit, GONE)
  const choice = readChoice(typed, subscription, visit)
  if ('faults' in choice)
    return showOffers(c, visit, subscription, { typed, faults: choice.faults })
  const asked = { subscription, choice, at: momentIn(typed, visit) }
  try {
    makeChange(asked, visit)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === ASKS_BANK) return askBankFirst(c, asked, visit)
    const fault = Object.values(faultsOf(error.fields)).join(' ')
    return showPreview(c, visit, subscription, { typed, at: asked.at, fault })
  }
  return finish(c, visit, 'subscription_update')
}

const ASKS_BANK = 'subscription_payment_intent_requires_action'
const GONE = 'This plan can’t be changed any more.'

function changeable(c: Context, visit: Visit): Subscription | undefined {
  const subscription = findSubscription(visit, c.req.param('subscription') ?? '')
  return subscription?.items.data.length === 1 ? subscription : undefined
}

/** When what the form shows was reckoned; long ago counts as now. */
function momentIn({ at }: Typed, { work }: Visit): number {
  const shown = Number(at)
  return Number.isSafeInteger(shown) && shown <= work.now && shown > work.now - 3600
    ? shown
    : work.now
}

interface Filled {
  readonly typed: Typed
  readonly faults: Faults
}

function showOffers(c: Context, visit: Visit, subscription: Subscription, filled: Filled) {
  const offers = offersFor(subscription, visit).map((offer) => ({
    ...offer,
    name: productName(offer.price, visit),
  }))
  const status = Object.keys(filled.faults).length > 0 ? 400 : 200
  return renderPage(c, <PlansPage {...{ visit, subscription, offers, ...filled }} />, status)
}

interface Reckoned {
  readonly typed: Typed
  readonly at: number
  readonly fault?: string
}

function showPreview(c: Context, visit: Visit, subscription: Subscription, reckoned: Reckoned) {
  const { typed, at, fault } = reckoned
  const choice = readChoice(typed, subscription, visit)
  if ('faults' in choice)
    return showOffers(c, visit, subscription, { typed, faults: choice.faults })
  const [item] = subscription.items.data
  if (!changesAnything(choice, item?.quantity ?? 1)) {
    return showOffers(c, visit, subscription, {
      typed,
      faults: { '': 'This is the plan you have now.' },
    })
  }
  const asked: Asked = { subscription, choice, at }
  const method = visit.work.find('payment_method', methodFor(subscription, visit) ?? '')
  return renderPage(
    c,
    <ConfirmPage
      {...{ visit, typed, asked, fault, from: planName(subscription, visit) }}
      to={productName(choice.offer.price, visit)}
      preview={previewOf(asked, visit)}
      method={method && methodWords(method)}
    />,
    fault === undefined ? 200 : 402,
  )
}
