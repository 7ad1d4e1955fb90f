/** `…/refund`: the merchant gives back what it captured, all of it or a part, as a transaction of its own. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { toMerchant } from './merchant-amount.js'
import { idOf, idOrNull } from '../reference.js'
import { insertTransaction } from './insert.js'
import type { RefundParams } from './params.js'
import { onlyCaptures, tooMuchToRefund } from './refusals.js'

type Transaction = Stripe.Issuing.Transaction

/** Under the capture's id: nothing it shows says what came back. */
interface Aside {
  readonly refunded: number
}

export function refund(captured: Transaction, params: RefundParams, work: UnitOfWork): Transaction {
  if (captured.type !== 'capture') throw onlyCaptures(captured)
  const { refunded = 0 } = work.aside<Aside>(captured.id)
  const left = -captured.amount - refunded
  const amount = params.refund_amount ?? left
  if (amount > left || amount <= 0) throw tooMuchToRefund(left, captured)
  work.setAside<Aside>(captured.id, { refunded: refunded + amount })
  const { currency, merchant_currency, merchant_data, wallet } = captured
  return insertTransaction(
    {
      ...{ type: 'refund', amount, currency, merchant_currency, merchant_data, wallet },
      merchant_amount: toMerchant(amount, captured),
      authorization: idOrNull(captured.authorization),
      card: idOf(captured.card),
      cardholder: idOrNull(captured.cardholder),
    },
    work,
  )
}
