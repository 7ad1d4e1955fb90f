/** `…/capture`: the merchant takes what was authorized, or part of it; the rest is given back. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { CaptureParams } from '../issuing-transaction/params.js'
import { insertTransaction } from '../issuing-transaction/insert.js'
import { checkAtLeast } from '../amounts.js'
import { idOrNull } from '../reference.js'
import { held, toMerchant } from '../issuing-transaction/merchant-amount.js'
import { notApproved } from './refusals.js'

type Authorization = Stripe.Issuing.Authorization

export function capture(
  authorization: Authorization,
  params: CaptureParams,
  work: UnitOfWork,
): Authorization {
  if (!authorization.approved) throw notApproved('capture', authorization)
  checkAtLeast(1, params.capture_amount, 'capture_amount')
  const amount = params.capture_amount ?? authorization.amount
  const { card, currency, merchant_currency, merchant_data, wallet } = authorization
  insertTransaction(
    {
      ...{ type: 'capture', amount: -amount, currency, merchant_currency, merchant_data },
      merchant_amount: -toMerchant(amount, authorization),
      ...{ authorization: authorization.id, card: card.id, wallet },
      cardholder: idOrNull(authorization.cardholder),
      purchase_details: params.purchase_details,
    },
    work,
  )
  // Merchants may take more than was held, as restaurants do with a tip.
  const left = Math.max(authorization.amount - amount, 0)
  const closing = params.close_authorization ?? true
  return work.update('issuing.authorization', authorization.id, {
    ...(closing ? { amount: 0, merchant_amount: 0, status: 'closed' } : held(left, authorization)),
  })
}
