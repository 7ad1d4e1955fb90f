/** The billing part of `all.ts`: what is sold, what is owed for it, and how it comes to be paid. */
import type { Behaviour, DueTask } from '../engine/behaviour.js'
import { checkoutSession } from './checkout-session/behaviour.js'
import { expireSession } from './checkout-session/expire.js'
import { portalConfiguration } from './billing-portal-configuration/behaviour.js'
import { portalSession } from './billing-portal-session/behaviour.js'
import { alert } from './alert/behaviour.js'
import { coupon } from './coupon/behaviour.js'
import { creditGrant, expireCreditGrant } from './credit-grant/behaviour.js'
import { creditBalanceSummary, creditBalanceTransaction } from './credit-grant/reading.js'
import { creditNote } from './credit-note/behaviour.js'
import { discount } from './discount/behaviour.js'
import { activeEntitlement } from './entitlement/active.js'
import { feature } from './entitlement/feature.js'
import { productFeature } from './entitlement/product-feature.js'
import { feedbackOption } from './feedback-option/behaviour.js'
import { invoiceItem } from './invoice-item/behaviour.js'
import { invoiceRenderingTemplate } from './invoice-rendering-template/behaviour.js'
import { previewedInvoice } from './invoice-preview/behaviour.js'
import { noteUpcoming } from './invoice-preview/upcoming.js'
import { invoicePayment } from './invoice-payment/behaviour.js'
import { collectInvoice, finalizeInvoice, noteOverdue } from './invoice/due.js'
import { meter } from './meter/behaviour.js'
import { meterEvent, meterEventAdjustment, meterEventSummary } from './meter-event/behaviours.js'
import { paymentLink } from './payment-link/behaviour.js'
import { promotionCode } from './promotion-code/behaviour.js'
import { quote } from './quote/behaviour.js'
import { expireQuote } from './quote/cancel.js'
import { billThreshold } from './subscription/threshold-invoice.js'
import { resumePaused } from './subscription/paused-until.js'
import { subscriptionItem } from './subscription-item/behaviour.js'
import { subscription } from './subscription/behaviour.js'
import {
  cancelPlanned,
  expireSubscription,
  noteTrialEnd,
  renewSubscription,
  resumeCollection,
} from './subscription/due.js'
import { subscriptionSchedule } from './subscription-schedule/behaviour.js'
import { noteExpiring, turnSchedule } from './subscription-schedule/turn.js'
import { endDiscount } from './subscription/discounts.js'
import { expirePendingUpdate } from './subscription/pending-update.js'
import { deleteTestClock, testClock } from './test-clock/behaviour.js'
import { billedCustomer } from './test-clock/customer.js'
import { taxRate } from './tax-rate/behaviour.js'

export const billingBehaviours: readonly Behaviour[] = [
  activeEntitlement,
  alert,
  billedCustomer,
  checkoutSession,
  coupon,
  creditBalanceSummary,
  creditBalanceTransaction,
  creditGrant,
  creditNote,
  discount,
  feature,
  feedbackOption,
  previewedInvoice,
  invoiceItem,
  invoicePayment,
  invoiceRenderingTemplate,
  paymentLink,
  meter,
  meterEvent,
  meterEventAdjustment,
  meterEventSummary,
  portalConfiguration,
  portalSession,
  productFeature,
  promotionCode,
  quote,
  subscription,
  subscriptionItem,
  subscriptionSchedule,
  taxRate,
  testClock,
]

export const billingTasks: Readonly<Record<string, DueTask>> = {
  bill_threshold: billThreshold,
  cancel_subscription: cancelPlanned,
  collect_invoice: collectInvoice,
  delete_test_clock: deleteTestClock,
  expire_checkout_session: expireSession,
  end_discount: endDiscount,
  expire_pending_update: expirePendingUpdate,
  expire_quote: expireQuote,
  expire_credit_grant: expireCreditGrant,
  expire_subscription: expireSubscription,
  finalize_invoice: finalizeInvoice,
  invoice_upcoming: noteUpcoming,
  invoice_overdue: noteOverdue,
  renew_subscription: renewSubscription,
  resume_collection: resumeCollection,
  resume_paused: resumePaused,
  schedule_expiring: noteExpiring,
  trial_will_end: noteTrialEnd,
  turn_subscription_schedule: turnSchedule,
}
