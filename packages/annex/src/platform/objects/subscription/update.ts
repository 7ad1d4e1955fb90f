/** Changes a subscription: its items and how that is billed, its trial, its end, its words. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataAfter } from '../../engine/metadata-after.js'
import { redeemAll } from '../discount/redeem.js'
import { idOf } from '../reference.js'
import { ratesAgreed, ratesGiven } from '../tax-rate/given.js'
import { addInvoiceItems } from './add-invoice-items.js'
import { billNow } from './bill-now.js'
import { cancelAtOf } from './cancel-at.js'
import { cancelNow } from './cancel.js'
import { spendDiscounts } from './discounts.js'
import { endingEarly } from './end-early.js'
import { itemList, keepItems, placeOf, type ItemParams } from './items.js'
import { costOf } from './lines.js'
import { planChange, type Change } from './plan-change.js'
import { checkPending, dropPending, propose } from './pending-update.js'
import { planTasks, planTrialNotice } from './plan-tasks.js'
import { keepProrations } from './prorate.js'
import { canceledIsFixed, daysRequired, ledBySchedule } from './refusals.js'
import { invoiceSettings, paymentSettings, trialSettings } from './settings.js'
import { sharingAfter } from './sharing.js'
import { agreedWithoutMethod } from './trial-end.js'
import { checkAboveCost, thresholdsGiven } from './thresholds.js'
import { keepUsage } from './usage-lines.js'

type Subscription = Stripe.Subscription
/** Items also from those who name one alone: `/v1/subscription_items`. */
export type UpdateParams = Omit<Stripe.SubscriptionUpdateParams, 'items'> & {
  readonly items?: readonly ItemParams[]
  /** A schedule asks, for what was agreed on when it was made: archived tax rates go on. */
  readonly agreed?: boolean
}

export function changeSubscription(
  asked: Subscription,
  params: UpdateParams,
  work: UnitOfWork,
): Subscription {
  checkChangeable(asked, params)
  const waits = params.payment_behavior === 'pending_if_incomplete'
  if (waits) checkPending(asked, params)
  const before = changesPlan(params) ? dropPending(asked.id, work) : asked
  addInvoiceItems(params, placeOf(before), work)
  const settings = settingsAfter(before, params, work)
  const change = endingEarly(
    before,
    planChange({ ...before, ...settings }, params, work),
    params,
    work,
  )
  checkAboveCost({ ...before, ...settings }, costOf(change.items, before.currency, work))
  const agreed =
    params.trial_end === 'now' ? agreedWithoutMethod({ ...before, ...settings }, work) : undefined
  if (waits && change.bills) return propose(before, { settings, change, params }, work)
  keepUsage(before, { used: change.used, after: change.items }, work)
  keepProrations(before, change.bills ? [] : change.prorations, work)
  keepItems(change.items, before.items.data, work)
  const id = change.bills ? work.newId('invoice') : undefined
  const after = work.update('subscription', before.id, {
    ...settings,
    ...change.timing,
    items: itemList(before.id, change.items),
    ...endAfter(params, change, work.now),
    ...(agreed === 'pause' && { status: 'paused' }),
    ...(id !== undefined && { latest_invoice: id }),
  })
  planTasks(after, work)
  if (agreed === 'cancel') return cancelNow(after, {}, work)
  if (params.trial_end !== undefined) noteTrial(before, after, work)
  if (id !== undefined) billChange(after, change, { ...params, id }, work)
  return work.get('subscription', before.id)
}

/** Whoever ends a trial early is told of its end at once. */
function noteTrial(before: Subscription, after: Subscription, work: UnitOfWork): void {
  planTrialNotice(after, work)
  const ended = before.status === 'trialing' && after.status !== 'trialing'
  if (ended) work.announce('customer.subscription.trial_will_end', after)
}

/** A newer change takes the place of one that still waits for its invoice. */
function changesPlan({ items, billing_cycle_anchor, trial_end }: UpdateParams): boolean {
  return items !== undefined || billing_cycle_anchor !== undefined || trial_end !== undefined
}

/** What is billed at once: the prorations, and the lines of a period that begins now. */
function billChange(
  after: Subscription,
  change: Change,
  { id, payment_behavior, off_session }: UpdateParams & { id: string },
  work: UnitOfWork,
): void {
  keepProrations(after, change.prorations, work)
  const how = {
    id,
    offSession: off_session ?? false,
    ...(payment_behavior && { payment_behavior }),
  }
  const invoice = billNow(after, change.entries(after), work, how)
  spendDiscounts(invoice, work.get('subscription', after.id), work)
}

function checkChangeable({ status, schedule }: Subscription, params: UpdateParams): void {
  const ends = params.cancel_at !== undefined || params.cancel_at_period_end !== undefined
  if (schedule !== null && ends) throw ledBySchedule(idOf(schedule))
  if (status !== 'canceled' && status !== 'incomplete_expired') return
  const allowed = ['cancellation_details', 'metadata', 'expand']
  if (Object.keys(params).some((name) => !allowed.includes(name))) throw canceledIsFixed()
}

export function settingsAfter(
  before: Subscription,
  params: UpdateParams,
  work: UnitOfWork,
): Partial<Subscription> {
  return {
    metadata: metadataAfter(before.metadata, params.metadata),
    ...collectionAfter(before, params),
    ...sharingAfter(params, before, work),
    ...ratesAndDiscounts(before, params, work),
    ...wordsAfter(before, params, work),
    ...(params.billing_thresholds !== undefined && {
      billing_thresholds: thresholdsGiven(params.billing_thresholds),
    }),
    ...(params.pause_collection !== undefined && {
      pause_collection: pauseOf(params.pause_collection),
    }),
  }
}

function wordsAfter(before: Subscription, params: UpdateParams, work: UnitOfWork) {
  const { default_payment_method: method, cancellation_details } = params
  const details = { comment: null, feedback: null, feedback_option: null, reason: null }
  return {
    ...(params.description !== undefined && { description: params.description || null }),
    ...(method !== undefined && {
      default_payment_method:
        method && work.get('payment_method', method, 'default_payment_method').id,
    }),
    ...(cancellation_details && {
      cancellation_details: { ...details, ...before.cancellation_details, ...cancellation_details },
    }),
    ...(params.trial_settings && { trial_settings: trialSettings(params.trial_settings) }),
    ...(params.invoice_settings && { invoice_settings: invoiceSettings(params.invoice_settings) }),
    ...(params.payment_settings && {
      payment_settings: paymentSettings(params.payment_settings, before.payment_settings),
    }),
  } satisfies Partial<Subscription>
}

function collectionAfter(before: Subscription, params: UpdateParams) {
  const { collection_method = before.collection_method } = params
  const days_until_due = params.days_until_due ?? before.days_until_due
  if (collection_method === 'send_invoice' && days_until_due === null) throw daysRequired()
  return {
    collection_method,
    days_until_due: collection_method === 'send_invoice' ? days_until_due : null,
  }
}

function ratesAndDiscounts(before: Subscription, params: UpdateParams, work: UnitOfWork) {
  const { default_tax_rates, discounts, agreed } = params
  const redemption = {
    ...{ customer: idOf(before.customer), currency: before.currency },
    amount: costOf(before.items.data, before.currency, work),
    on: { subscription: before.id },
  }
  return {
    ...(default_tax_rates !== undefined && {
      default_tax_rates: agreed
        ? ratesAgreed(default_tax_rates || [], work)
        : ratesGiven(default_tax_rates, work, 'default_tax_rates'),
    }),
    ...(discounts !== undefined && {
      discounts: redeemAll(discounts, redemption, work, before.discounts.map(idOf)),
    }),
  }
}

function pauseOf(given: UpdateParams['pause_collection']): Subscription['pause_collection'] {
  return given ? { behavior: given.behavior, resumes_at: given.resumes_at ?? null } : null
}

/** Named or not, an end at the period's end moves with the period. */
function endAfter(params: UpdateParams, { items }: Change, now: number) {
  const { cancel_at, cancel_at_period_end } = params
  if (cancel_at === undefined && cancel_at_period_end === undefined) return {}
  return cancelAtOf(
    {
      ...(cancel_at !== undefined && { cancel_at }),
      ...(cancel_at_period_end !== undefined && { cancel_at_period_end }),
    },
    items,
    now,
  )
}
