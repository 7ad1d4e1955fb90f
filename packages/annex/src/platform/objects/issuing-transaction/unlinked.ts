/** Money that moves without an authorization: `…/create_force_capture`, `…/create_unlinked_refund`. */
import type { Operation } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { insertTransaction, type Moved } from './insert.js'
import { merchantFrom } from './merchant.js'
import type { ForceCaptureParams } from './params.js'

type Params = ForceCaptureParams

export const forceCapture: Operation = (_path, params: Params, work) =>
  insertTransaction({ ...movedBy(params, work), type: 'capture', amount: -params.amount }, work)

export const unlinkedRefund: Operation = (_path, params: Params, work) =>
  insertTransaction({ ...movedBy(params, work), type: 'refund', amount: params.amount }, work)

function movedBy(params: Params, work: UnitOfWork): Omit<Moved, 'type' | 'amount'> {
  const card = work.get('issuing.card', params.card, 'card')
  const currency = params.currency ?? card.currency
  return {
    ...{ currency, merchant_currency: currency, authorization: null },
    ...{ card: card.id, cardholder: card.cardholder.id, wallet: null },
    merchant_data: merchantFrom(params.merchant_data),
    purchase_details: params.purchase_details,
  }
}
