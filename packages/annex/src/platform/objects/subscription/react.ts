/** What becomes of a subscription when its invoices are paid, or not. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { intentOf } from '../invoice-payment/payments.js'
import { idOf, idOrNull } from '../reference.js'
import { cancelNow } from './cancel.js'
import { isForPending } from './pending-update.js'

type Subscription = Stripe.Subscription

/** `invoice.paid`: it lives, or lives again. */
export function notePaid(invoiceId: string, work: UnitOfWork): void {
  const found = decidedBy(invoiceId, work)
  if (!found) return
  const { subscription } = found
  if (!['incomplete', 'past_due', 'unpaid'].includes(subscription.status)) return
  const trialing = subscription.trial_end !== null && subscription.trial_end > work.now
  work.update('subscription', subscription.id, {
    ...savedMethod(subscription, invoiceId, work),
    status: trialing ? 'trialing' : 'active',
  })
}

/** With `save_default_payment_method`, what paid the first time pays from now on. */
function savedMethod({ payment_settings }: Subscription, invoice: string, work: UnitOfWork) {
  if (payment_settings?.save_default_payment_method !== 'on_subscription') return {}
  const paid = work.list('invoice_payment', { invoice }).find(({ status }) => status !== 'canceled')
  const intent = paid && work.find('payment_intent', intentOf(paid))
  const method = idOrNull(intent?.payment_method)
  return method === null ? {} : { default_payment_method: method }
}

/** `invoice.payment_failed`: past due, and after the last try what the account has chosen. */
export function noteUnpaid(invoiceId: string, work: UnitOfWork): void {
  const found = decidedBy(invoiceId, work)
  if (!found || found.subscription.status === 'incomplete') return
  if (isForPending(invoiceId, found.subscription)) return
  const { invoice, subscription } = found
  if (invoice.next_payment_attempt === null && invoice.attempt_count > 1) {
    giveUp(subscription, work)
  } else if (subscription.status === 'active' || subscription.status === 'trialing') {
    work.update('subscription', subscription.id, { status: 'past_due' })
  }
}

/** `invoice.overdue`: an invoice that was sent and not paid in time. */
export function noteOverdueInvoice(invoiceId: string, work: UnitOfWork): void {
  const found = decidedBy(invoiceId, work)
  if (found?.subscription.status !== 'active') return
  work.update('subscription', found.subscription.id, { status: 'past_due' })
}

/** `invoice.voided`, `invoice.marked_uncollectible`: nothing is owed for it; an older one decides. */
export function noteForgiven(invoiceId: string, work: UnitOfWork): void {
  const { subscription, invoice } = decidedBy(invoiceId, work) ?? {}
  if (!subscription) return
  if (subscription.status === 'past_due' && !isOwing(subscription, work)) {
    work.update('subscription', subscription.id, { status: 'active' })
  }
  if (subscription.status === 'incomplete' && invoice?.status === 'void') {
    const status = 'incomplete_expired'
    work.update('subscription', subscription.id, { ended_at: work.now, status })
  }
}

/** Whether the newest invoice that counts was tried in vain, or is overdue. */
function isOwing(subscription: Subscription, work: UnitOfWork): boolean {
  const invoice = invoicesOf(subscription, work).find((one) => counts(one, subscription))
  if (invoice?.status !== 'open') return false
  return invoice.due_date === null ? invoice.attempted : invoice.due_date <= work.now
}

/** `metadata[annex_after_retries]` of the account: `cancel` (as usual), `unpaid` or `past_due`. */
function giveUp(subscription: Subscription, work: UnitOfWork): void {
  const chosen = work.find('account', work.caller.account)?.metadata?.['annex_after_retries']
  if (chosen === 'past_due') return
  if (chosen === 'unpaid') work.update('subscription', subscription.id, { status: 'unpaid' })
  else cancelNow(subscription, { reason: 'payment_failed' }, work)
}

/** The subscription of an invoice, when that is the newest one that counts. */
function decidedBy(invoiceId: string, work: UnitOfWork) {
  const invoice = work.find('invoice', invoiceId)
  const id = idOrNull(invoice?.parent?.subscription_details?.subscription)
  const subscription = id === null ? undefined : work.find('subscription', id)
  if (!invoice || !subscription) return undefined
  if (idOrNull(subscription.latest_invoice) === invoiceId) return { invoice, subscription }
  const newer = newerThan(invoiceId, subscription, work)
  if (newer?.every((one) => !counts(one, subscription)) !== true) return undefined
  return { invoice, subscription }
}

/** Undefined for what isn't the subscription's yet: the price of a change that is being made. */
function newerThan(invoiceId: string, subscription: Subscription, work: UnitOfWork) {
  const ids = (one: Stripe.Invoice) => one.id
  const all = invoicesOf(subscription, work)
  const from = all.map(ids).indexOf(idOrNull(subscription.latest_invoice) ?? '')
  const until = all.map(ids).indexOf(invoiceId)
  return from < 0 || until < from ? undefined : all.slice(from, until)
}

/** Newest first. */
function invoicesOf({ id, customer }: Subscription, work: UnitOfWork): Stripe.Invoice[] {
  return work.list('invoice', { customer: idOf(customer) }).filter((invoice) => {
    return idOrNull(invoice.parent?.subscription_details?.subscription) === id
  })
}

/** The price of a change that waits, and what nobody has to pay any more, say nothing. */
function counts(invoice: Stripe.Invoice, subscription: Subscription): boolean {
  const { id, status, billing_reason } = invoice
  if (billing_reason === 'manual') return false
  return status !== 'void' && status !== 'uncollectible' && !isForPending(id, subscription)
}
