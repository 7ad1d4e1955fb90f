/** Subscriptions: prices billed again and again, until somebody ends it. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { comparisons } from '../../engine/filters.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf, idOrNull } from '../reference.js'
import { begin, subscriptionGiven } from './create.js'
import { cancel } from './cancel.js'
import { checkItems } from './items-after.js'
import { lifecycle } from './lifecycle.js'
import { migrate } from './migrate.js'
import { pause, resume } from './pause.js'
import { daysRequired, itemsRequired, noDiscount, pendingOnlyUpdates } from './refusals.js'
import { changeSubscription } from './update.js'

type FilterOf = NonNullable<Behaviour['filters']>[string]
type CreateParams = Stripe.SubscriptionCreateParams

export const subscription: Behaviour<'subscription'> = {
  kind: 'subscription',
  lifecycle,
  check(params: CreateParams, work, before) {
    if (before) return
    if (params.customer === undefined) throw parameterMissing('customer')
    if (params.payment_behavior === 'pending_if_incomplete') throw pendingOnlyUpdates()
    if (!params.items || params.items.length === 0) throw itemsRequired()
    if (params.collection_method === 'send_invoice' && params.days_until_due === undefined) {
      throw daysRequired()
    }
    const method = params.default_payment_method
    if (method) work.get('payment_method', method, 'default_payment_method')
  },
  defaults(params: CreateParams, work) {
    const planned = subscriptionGiven(params, work)
    checkItems(planned.items.data)
    return planned
  },
  afterCreate: begin,
  verbs: { migrate, pause, resume },
  filters: {
    current_period_end: (value) => ofFirstItem('current_period_end', value),
    current_period_start: (value) => ofFirstItem('current_period_start', value),
    plan: (value) => withItem('plan.id', value),
    price: (value) => withItem('price.id', value),
    status: statusFilter,
  },
  operations: {
    'POST /v1/subscriptions/{id}': ({ id = '' }, params: Stripe.SubscriptionUpdateParams, work) =>
      changeSubscription(work.get('subscription', id), params, work),
    'DELETE /v1/subscriptions/{id}': ({ id = '' }, params: Stripe.SubscriptionCancelParams, work) =>
      cancel(id, params, work),
    'DELETE /v1/subscriptions/{id}/discount': ({ id = '' }, _params, work) =>
      dropDiscounts(work.get('subscription', id), work),
  },
}

/** The newest of them is the answer, as it was the only one once. */
function dropDiscounts({ id, discounts }: Stripe.Subscription, work: UnitOfWork): object {
  const last = discounts.at(-1)
  if (last === undefined) throw noDiscount('subscription')
  work.update('subscription', id, { discounts: [] })
  const { end: _, ...gone } = work.get('discount', idOf(last))
  const source = { ...gone.source, coupon: idOrNull(gone.source.coupon) }
  return { ...gone, source, deleted: true }
}

function ofFirstItem(name: string, value: unknown): ReturnType<FilterOf> {
  return value === undefined ? [] : comparisons(`items.data[0].${name}`, value)
}

/** Any of its items. */
function withItem(inner: string, value: unknown): ReturnType<FilterOf> {
  return typeof value === 'string' ? [{ field: 'items.data', operator: 'has', inner, value }] : []
}

/** Left out, lists leave out what is canceled. */
function statusFilter(value: unknown): ReturnType<FilterOf> {
  if (value === 'all') return []
  if (value === 'ended') {
    return [{ field: 'status', operator: 'in', value: ['canceled', 'incomplete_expired'] }]
  }
  if (typeof value === 'string') return [{ field: 'status', operator: '=', value }]
  return [{ field: 'status', operator: 'not in', value: ['canceled'] }]
}
