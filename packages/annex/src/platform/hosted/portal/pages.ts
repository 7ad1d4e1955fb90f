/** Every page of the portal, and the feature that must be enabled for it. */
import type { Context } from 'hono'
import { cancelPlan, keepPlan, offerCancel, takeOffer } from './cancel.js'
import { addCard, offerCard, useCard } from './card.js'
import { changePlan, offerPlans, previewPlan } from './change-plan.js'
import { changeDetails, showDetails } from './details.js'
import { done } from './finish.js'
import { showHome } from './home.js'
import { changeMethod } from './methods.js'
import { offerPause, pausePlan, resumePlan } from './pause.js'
import { start } from './start.js'
import type { Visit } from './visit.js'

export interface Page {
  readonly method: 'GET' | 'POST'
  /** Below the session's address. */
  readonly path: string
  readonly feature?: keyof Visit['features']
  answer(c: Context, visit: Visit): Response | Promise<Response>
}

const update = 'subscription_update'
const cancel = 'subscription_cancel'
const pause = 'subscription_pause'
const method = 'payment_method_update'
const customer = 'customer_update'

export const pages: readonly Page[] = [
  { method: 'GET', path: '', answer: start },
  { method: 'GET', path: '/home', answer: (c, visit) => showHome(c, visit) },
  { method: 'GET', path: '/done', answer: done },
  { method: 'GET', path: '/plans/:subscription', feature: update, answer: offerPlans },
  { method: 'GET', path: '/plans/:subscription/change', feature: update, answer: previewPlan },
  { method: 'POST', path: '/plans/:subscription/change', feature: update, answer: changePlan },
  { method: 'GET', path: '/plans/:subscription/cancel', feature: cancel, answer: offerCancel },
  { method: 'POST', path: '/plans/:subscription/cancel', feature: cancel, answer: cancelPlan },
  { method: 'POST', path: '/plans/:subscription/keep', feature: cancel, answer: keepPlan },
  { method: 'POST', path: '/plans/:subscription/stay', feature: cancel, answer: takeOffer },
  { method: 'GET', path: '/plans/:subscription/pause', feature: pause, answer: offerPause },
  { method: 'POST', path: '/plans/:subscription/pause', feature: pause, answer: pausePlan },
  { method: 'POST', path: '/plans/:subscription/resume', feature: pause, answer: resumePlan },
  { method: 'GET', path: '/card', feature: method, answer: offerCard },
  { method: 'POST', path: '/card', feature: method, answer: addCard },
  { method: 'GET', path: '/card/use', feature: method, answer: useCard },
  { method: 'POST', path: '/methods/:method', feature: method, answer: changeMethod },
  { method: 'GET', path: '/details', feature: customer, answer: showDetails },
  { method: 'POST', path: '/details', feature: customer, answer: changeDetails },
]
