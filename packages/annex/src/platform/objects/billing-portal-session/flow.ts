/** The one thing a session was made for, when it was: checked before anybody is sent there. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkWebAddress } from '../web-address.js'
import { canceledAlready, featureDisabled, notPausable, unknownFlow } from './refusals.js'
import { livingSubscription, updatableSubscription } from './subscription.js'
import { updateToConfirm } from './update-to-confirm.js'

type Flow = Stripe.BillingPortal.Session.Flow
type FlowData = NonNullable<Stripe.BillingPortal.SessionCreateParams['flow_data']>

/** For whom, and what they may do. */
export interface Visit {
  readonly customer: string
  readonly configuration: Stripe.BillingPortal.Configuration
}

const NO_DETAILS = {
  customer_update: null,
  subscription_cancel: null,
  subscription_pause: null,
  subscription_update: null,
  subscription_update_confirm: null,
}

export function flowFrom(given: FlowData, visit: Visit, work: UnitOfWork): Flow {
  const details = detailsFrom(given, visit, work)
  return {
    ...NO_DETAILS,
    ...details,
    after_completion: afterCompletion(given.after_completion),
    type: given.type,
  }
}

function detailsFrom(given: FlowData, visit: Visit, work: UnitOfWork): Partial<Flow> {
  const { features } = visit.configuration
  switch (given.type) {
    case 'subscription_cancel':
      if (!features.subscription_cancel.enabled) {
        throw featureDisabled('subscription cannot be canceled', 'subscription cancel')
      }
      return { subscription_cancel: cancellation(given, visit, work) }
    case 'subscription_pause':
      if (!features.subscription_pause.enabled) {
        throw featureDisabled('subscription cannot be paused', 'subscription pause')
      }
      return { subscription_pause: pause(given, visit, work) }
    case 'subscription_update':
      checkUpdatable(visit)
      return { subscription_update: update(given, visit, work) }
    case 'subscription_update_confirm':
      checkUpdatable(visit)
      return { subscription_update_confirm: updateToConfirm(given, visit, work) }
    case 'payment_method_update':
      if (!features.payment_method_update.enabled) {
        throw featureDisabled('payment method cannot be updated', 'payment method update')
      }
      return {}
    case 'customer_update':
      if (!features.customer_update.enabled) {
        throw featureDisabled('customer cannot be updated', 'customer update')
      }
      return { customer_update: {} }
    default:
      throw unknownFlow(given.type)
  }
}

function checkUpdatable({ configuration }: Visit): void {
  if (configuration.features.subscription_update.enabled) return
  throw featureDisabled('subscription cannot be updated', 'subscription update')
}

function cancellation(
  { subscription_cancel: given }: FlowData,
  visit: Visit,
  work: UnitOfWork,
): Flow['subscription_cancel'] {
  if (!given) throw parameterMissing('flow_data[subscription_cancel]')
  const param = 'flow_data[subscription_cancel][subscription]'
  const subscription = livingSubscription(given.subscription, visit, param, work)
  if (subscription.cancel_at !== null) throw canceledAlready(param)
  return { retention: retention(given.retention, work), subscription: subscription.id }
}

function pause(
  { subscription_pause: given }: FlowData,
  visit: Visit,
  work: UnitOfWork,
): Flow['subscription_pause'] {
  if (!given) throw parameterMissing('flow_data[subscription_pause]')
  const param = 'flow_data[subscription_pause][subscription]'
  const { id, status } = livingSubscription(given.subscription, visit, param, work)
  if (status !== 'active') throw notPausable(status, param)
  return { subscription: id }
}

type Retention = NonNullable<Flow['subscription_cancel']>['retention']

function retention(
  given: NonNullable<FlowData['subscription_cancel']>['retention'],
  work: UnitOfWork,
): Retention {
  if (!given) return null
  const param = 'flow_data[subscription_cancel][retention][coupon_offer][coupon]'
  const coupon = work.get('coupon', given.coupon_offer.coupon, param)
  return { type: 'coupon_offer', coupon_offer: { coupon: coupon.id } }
}

function update(
  { subscription_update: given }: FlowData,
  visit: Visit,
  work: UnitOfWork,
): Flow['subscription_update'] {
  if (!given) throw parameterMissing('flow_data[subscription_update]')
  const param = 'flow_data[subscription_update][subscription]'
  return { subscription: updatableSubscription(given.subscription, visit, param, work).id }
}

function afterCompletion(given: FlowData['after_completion']): Flow['after_completion'] {
  const within = 'flow_data[after_completion]'
  const type = given?.type ?? 'portal_homepage'
  if (type === 'redirect') {
    if (!given?.redirect) throw parameterMissing(`${within}[redirect]`)
    checkWebAddress(given.redirect.return_url, `${within}[redirect][return_url]`)
  }
  const confirmation = { custom_message: given?.hosted_confirmation?.custom_message ?? null }
  return {
    hosted_confirmation: type === 'hosted_confirmation' ? confirmation : null,
    redirect: type === 'redirect' && given?.redirect ? { ...given.redirect } : null,
    type,
  }
}
