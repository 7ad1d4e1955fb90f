/** What can be wrong with giving money back to an issued card. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

type Transaction = Stripe.Issuing.Transaction

export function onlyCaptures({ id }: Transaction): Refusal {
  return invalidRequest(`The transaction ${id} is a refund itself: only captures can be refunded.`)
}

export function tooMuchToRefund(left: number, { currency }: Transaction): Refusal {
  return invalidRequest(
    `The amount to refund must be more than nothing and at most ${formatMoney(left, currency)}, what is left of the capture.`,
    { param: 'refund_amount' },
  )
}
