/** What can be wrong with asking something of a payment intent. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

type PaymentIntent = Stripe.PaymentIntent

const UNEXPECTED = 'payment_intent_unexpected_state'

/** In the order Stripe lists them. */
const CANCELABLE =
  'requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, processing'
const UPDATABLE = 'requires_payment_method, requires_confirmation, requires_action'

/** A verb in a status that doesn't allow it, in the words Stripe has for each verb. */
export function unexpectedState(verb: string, intent: PaymentIntent): Refusal {
  return wrongState(messageFor(verb, intent), intent)
}

function messageFor(verb: string, { status }: PaymentIntent): string {
  const because = `because it has a status of ${status}`
  if (verb === 'confirm') {
    return status === 'succeeded' || status === 'requires_capture'
      ? 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.'
      : `You cannot confirm this PaymentIntent ${because}.`
  }
  if (verb === 'cancel') {
    return `You cannot cancel this PaymentIntent ${because}. Only a PaymentIntent with one of the following statuses may be canceled: ${CANCELABLE}.`
  }
  if (verb === 'capture') {
    return `This PaymentIntent could not be captured ${because}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`
  }
  if (verb === 'verify_microdeposits') {
    return `You cannot verify microdeposits for this PaymentIntent ${because}. Only a PaymentIntent with one of the following statuses may be verified: requires_action.`
  }
  if (verb === 'increment_authorization') {
    return `You cannot increment the authorization of this PaymentIntent ${because}. Only a PaymentIntent with one of the following statuses may be incremented: requires_capture.`
  }
  return `You cannot ${verb.replaceAll('_', ' ')} this PaymentIntent ${because}.`
}

/** @param field `amount` or `currency`, which are fixed once money has moved */
export function fieldFixed(field: string, intent: PaymentIntent): Refusal {
  const message = `This PaymentIntent's ${field} could not be updated because it has a status of ${intent.status}. You may only update the ${field} of a PaymentIntent with one of the following statuses: ${UPDATABLE}.`
  return wrongState(message, intent).with({ param: field })
}

export function methodMissing(intent: PaymentIntent): Refusal {
  const message =
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the " +
    'PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment ' +
    'method or ConfirmationToken.'
  return wrongState(message, intent)
}

export function captureTooLarge(asked: number, intent: PaymentIntent): Refusal {
  const { amount_capturable, currency } = intent
  const message = `The amount to capture (${formatMoney(asked, currency)}) is greater than the amount that can be captured (${formatMoney(amount_capturable, currency)}).`
  return invalidRequest(message, { code: 'amount_too_large', param: 'amount_to_capture' }).with({
    payment_intent: intent,
  })
}

/** Some parameters only mean something at the moment of confirming. */
export function onlyWithConfirm(param: string): Refusal {
  const message = `The parameter \`${param}\` cannot be passed when creating a PaymentIntent unless \`confirm\` is set to true.`
  return invalidRequest(message, { param })
}

export function methodTypeNotAllowed(type: string, intent: PaymentIntent): Refusal {
  const allowed = intent.payment_method_types.join(', ')
  const message = `The PaymentMethod provided (${type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: ${allowed}.`
  return invalidRequest(message, {
    code: 'payment_intent_incompatible_payment_method',
    param: 'payment_method',
  }).with({ payment_intent: intent })
}

export function manualCaptureUnsupported(type: string, intent: PaymentIntent): Refusal {
  const message = `The payment method type ${type} cannot be captured later. Use capture_method automatic, or another payment method.`
  return invalidRequest(message, {
    code: 'payment_intent_invalid_parameter',
    param: 'capture_method',
  }).with({ payment_intent: intent })
}

/** Networks let holds grow only where that was asked for when they were made. */
export function notIncrementable(intent: PaymentIntent): Refusal {
  const message =
    'This PaymentIntent cannot be incremented. Confirm it with ' +
    '`payment_method_options[card][request_incremental_authorization]=if_available` to be able to.'
  return invalidRequest(message, {
    code: 'payment_intent_invalid_parameter',
    param: 'amount',
  }).with({
    payment_intent: intent,
  })
}

export function mustBeMore(asked: number, intent: PaymentIntent): Refusal {
  const { amount, currency } = intent
  const message = `The amount (${formatMoney(asked, currency)}) must be greater than the amount that is authorized (${formatMoney(amount, currency)}).`
  return invalidRequest(message, {
    code: 'payment_intent_invalid_parameter',
    param: 'amount',
  }).with({
    payment_intent: intent,
  })
}

/** Cash belongs to a customer. */
export function customerMissing(intent: PaymentIntent): Refusal {
  const message =
    'You must provide a customer when a PaymentIntent is to be paid from a customer balance.'
  return invalidRequest(message, { code: 'parameter_missing', param: 'customer' }).with({
    payment_intent: intent,
  })
}

export function insufficientCash(
  intent: PaymentIntent,
  param = 'payment_method_options[customer_balance][funding_type]',
): Refusal {
  const message =
    "The customer's cash balance does not cover this. Set " +
    '`payment_method_options[customer_balance][funding_type]` to `bank_transfer` to wait for a bank transfer, ' +
    'or, in test mode, add money with POST /v1/test_helpers/customers/:id/fund_cash_balance.'
  return invalidRequest(message, { code: 'payment_intent_invalid_parameter', param }).with({
    payment_intent: intent,
  })
}

export function otherCurrency(intent: PaymentIntent): Refusal {
  const message = `This PaymentIntent is in ${intent.currency}; only cash in the same currency can be applied to it.`
  return invalidRequest(message, {
    code: 'payment_intent_invalid_parameter',
    param: 'currency',
  }).with({ payment_intent: intent })
}

/** Some payers are sent to a page of their bank, and have to come back from there. */
export function returnUrlMissing(type: string): Refusal {
  const message = `You must provide a \`return_url\` when confirming with a payment method of type ${type}.`
  return invalidRequest(message, { code: 'parameter_missing', param: 'return_url' })
}

/** In an action, but not in that one. */
export function nothingToVerify(intent: PaymentIntent): Refusal {
  const message =
    'This PaymentIntent is not waiting for its bank account to be verified with microdeposits.'
  return wrongState(message, intent)
}

function wrongState(message: string, intent: PaymentIntent): Refusal {
  return invalidRequest(message, { code: UNEXPECTED }).with({ payment_intent: intent })
}

/** Lines, discount, shipping and tax have to be what is to be paid. */
export function amountMismatch(sum: number, amount: number): Refusal {
  return invalidRequest(
    `The amount_details add up to ${sum}, but the amount is ${amount}. Lines (unit_cost × quantity), taxes and shipping, ` +
      'less discounts, have to be the amount; pass enforce_arithmetic_validation=false to proceed all the same.',
    { code: 'amount_details_amount_mismatch', param: 'amount_details' },
  )
}
