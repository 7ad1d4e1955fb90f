/** Payment intents: one thing somebody wants to be paid for, however many tries it takes. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { pageOf, type PageParams } from '../page.js'
import { checkDetails, detailsAfter, linesOf, withDetails } from './amount-details.js'
import { applyCustomerBalance } from './apply-customer-balance.js'
import { cancel } from './cancel.js'
import { capture } from './capture.js'
import { checkCreate, checkUpdate } from './check.js'
import { confirm } from './confirm.js'
import { incrementAuthorization } from './increment.js'
import { lifecycle } from './lifecycle.js'
import { methodGiven } from '../payment-method/given.js'
import { defaults } from './new-payment-intent.js'
import { optionsAfter } from './options.js'
import { verifyMicrodeposits } from './verify-microdeposits.js'

export const paymentIntent: Behaviour<'payment_intent'> = {
  kind: 'payment_intent',
  lifecycle,
  check(params: Stripe.PaymentIntentCreateParams, work, before) {
    if (before) checkUpdate(params, before, work)
    else checkCreate(params, work)
    checkDetails(params, params.amount ?? before?.amount ?? 0)
  },
  defaults,
  afterCreate(intent, params: Stripe.PaymentIntentCreateParams, work) {
    // The intent has its method by now: naming `pm_card_visa` again would make another card.
    const { payment_method: _, payment_method_data: __, ...confirming } = params
    return params.confirm ? confirm(intent, confirming, work) : intent
  },
  changes(params: Stripe.PaymentIntentUpdateParams, before, work) {
    const options = before.payment_method_options ?? undefined
    const method = methodGiven(params, work)
    return {
      ...detailsAfter(before.id, params, params.amount ?? before.amount, work),
      ...(params.payment_method_options && {
        payment_method_options: optionsAfter(params, options),
      }),
      // Whatever the payer was asked to do was about the card before.
      ...(method && {
        payment_method: method.id,
        next_action: null,
        status: 'requires_confirmation',
      }),
    }
  },
  verbs: {
    apply_customer_balance: applyCustomerBalance,
    cancel,
    capture(intent, params: Stripe.PaymentIntentCaptureParams, work) {
      const amount = params.amount_to_capture ?? intent.amount_capturable
      return capture(withDetails(intent, params, amount, work), params, work)
    },
    confirm(intent, params: Stripe.PaymentIntentConfirmParams, work) {
      return confirm(withDetails(intent, params, intent.amount, work), params, work)
    },
    increment_authorization(
      intent,
      params: Stripe.PaymentIntentIncrementAuthorizationParams,
      work,
    ) {
      return incrementAuthorization(withDetails(intent, params, params.amount, work), params, work)
    },
    verify_microdeposits: verifyMicrodeposits,
  },
  operations: {
    'GET /v1/payment_intents/{id}/amount_details_line_items': listLines,
  },
  publishable: [
    'GET /v1/payment_intents/{intent}',
    'POST /v1/payment_intents/{intent}/confirm',
    'POST /v1/payment_intents/{intent}/verify_microdeposits',
  ],
  shownInRefusals: true,
}

function listLines(path: Readonly<Record<string, string>>, params: PageParams, work: UnitOfWork) {
  const { id } = work.get('payment_intent', path.id ?? '')
  const place = {
    url: `/v1/payment_intents/${id}/amount_details_line_items`,
    noun: 'payment_intent_amount_details_line_item',
  }
  return pageOf(linesOf(id, work), params, place)
}
