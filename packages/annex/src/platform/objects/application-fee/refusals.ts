/** What can be wrong with an application fee. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

const param = 'application_fee_amount'

export function notThroughAnApplication(): Refusal {
  return invalidRequest(
    'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).',
    { param },
  )
}

export function feeTooLarge(fee: number, amount: number): Refusal {
  return invalidRequest(
    `The application_fee_amount (${fee}) cannot be larger than the amount of the payment (${amount}).`,
    { param },
  )
}

export function shareTooLarge(share: number, amount: number): Refusal {
  return invalidRequest(
    `The amount to transfer (${share}) cannot be larger than the amount of the payment (${amount}).`,
    { param: 'transfer_data[amount]' },
  )
}

export function feeRefunded(fee: Stripe.ApplicationFee): Refusal {
  return invalidRequest(`Application fee ${fee.id} has already been refunded.`, {
    code: 'charge_already_refunded',
  })
}

export function feeRefundTooLarge(amount: number, fee: Stripe.ApplicationFee): Refusal {
  const left = formatMoney(fee.amount - fee.amount_refunded, fee.currency)
  return invalidRequest(
    `Refund amount (${formatMoney(amount, fee.currency)}) is greater than unrefunded amount on fee (${left})`,
    { param: 'amount' },
  )
}

export function noFeeToRefund(charge: Stripe.Charge): Refusal {
  return invalidRequest(
    `Charge ${charge.id} has no application fee that you could refund. Only the application that took a fee can give it back.`,
    { param: 'refund_application_fee' },
  )
}
