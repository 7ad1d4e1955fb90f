/** Money that moves without an authorization: `…/create_force_capture`, `…/create_unlinked_refund`. */
import type { Operation } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkAtLeast } from '../amounts.js'
import { insertTransaction, type Moved } from './insert.js'
import { merchantFrom } from './merchant.js'
import type { ForceCaptureParams } from './params.js'

type Params = ForceCaptureParams

export const forceCapture: Operation = (_path, params: Params, work) =>
  insertTransaction({ ...movedBy(params, -params.amount, work), type: 'capture' }, work)

export const unlinkedRefund: Operation = (_path, params: Params, work) =>
  insertTransaction({ ...movedBy(params, params.amount, work), type: 'refund' }, work)

function movedBy(params: Params, amount: number, work: UnitOfWork): Omit<Moved, 'type'> {
  checkAtLeast(1, params.amount)
  const card = work.get('issuing.card', params.card, 'card')
  const currency = params.currency ?? card.currency
  return {
    ...{ amount, merchant_amount: amount },
    ...{ currency, merchant_currency: currency, authorization: null },
    ...{ card: card.id, cardholder: card.cardholder.id, wallet: null },
    merchant_data: merchantFrom(params.merchant_data),
    purchase_details: params.purchase_details,
  }
}
