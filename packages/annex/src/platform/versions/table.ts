/** Every change between versions that is rendered or understood, newest first: the order of undoing. */
import { chargeInvoice, intentInvoice } from './basil/charge.js'
import { checkoutShipping } from './basil/checkout.js'
import { creditNote, creditNoteLine, creditNoteRefund } from './basil/credit-note.js'
import { customerCoupon } from './basil/customer.js'
import { invoice } from './basil/invoice.js'
import { invoiceItem, invoiceItemPrice, linePrice } from './basil/invoice-item.js'
import { lineItem } from './basil/line-item.js'
import { planUsage, priceUsage } from './basil/price.js'
import {
  previewCoupon,
  scheduleCoupon,
  subscription,
  subscriptionCoupon,
} from './basil/subscription.js'
import type { Change } from './change.js'
import { scheduleIterations } from './clover-schedule.js'
import { classicBilling, discountCoupon, promotionCodeOfCoupon, promotionCoupon } from './clover.js'
import { checkoutMode, checkoutModeGiven } from './dahlia.js'
import { billingCycleAnchor, paymentMethodTypes } from './endive.js'

export const changes: readonly Change[] = [
  paymentMethodTypes,
  billingCycleAnchor,
  checkoutMode,
  checkoutModeGiven,
  discountCoupon,
  promotionCoupon,
  promotionCodeOfCoupon,
  classicBilling,
  scheduleIterations,
  subscription,
  subscriptionCoupon,
  scheduleCoupon,
  invoice,
  lineItem,
  linePrice,
  previewCoupon,
  invoiceItem,
  invoiceItemPrice,
  creditNote,
  creditNoteLine,
  creditNoteRefund,
  chargeInvoice,
  intentInvoice,
  customerCoupon,
  checkoutShipping,
  priceUsage,
  planUsage,
]

/** What differs from Stripe's document of 2024-04-10 and is not rendered, by kind and path. */
export const notRendered: readonly string[] = [
  'financial_connections.session.filters.countries',
  'issuing.transaction.purchase_details.fuel.volume_decimal',
  'payment_intent.payment_method_options.us_bank_account.preferred_settlement_speed',
]
