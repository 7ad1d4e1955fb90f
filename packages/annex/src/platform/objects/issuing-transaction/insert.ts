/** A movement of money on an issued card: negative when it was spent. */
import type Stripe from 'stripe'
import { given } from '../../engine/given.js'
import { blank } from '../../engine/shape.js'
import type { Kinds } from '../../../catalogue/kinds.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

type Transaction = Stripe.Issuing.Transaction

export interface Moved {
  readonly type: 'capture' | 'refund'
  readonly amount: number
  /** In the merchant's currency, with the same sign. */
  readonly merchant_amount: number
  readonly currency: string
  readonly merchant_currency: string
  readonly merchant_data: Stripe.Issuing.Transaction.MerchantData
  readonly authorization: string | null
  readonly card: string
  readonly cardholder: string | null
  readonly wallet: string | null
  readonly purchase_details?: object | undefined
}

export function insertTransaction(moved: Moved, work: UnitOfWork): Transaction {
  const { purchase_details, wallet, ...fields } = moved
  const details = purchase_details ? given('issuing.transaction', { purchase_details }) : {}
  return work.insert('issuing.transaction', {
    ...(blank('issuing.transaction') as unknown as Kinds['issuing.transaction']),
    ...fields,
    ...details,
    id: work.newId('issuing.transaction'),
    object: 'issuing.transaction',
    created: work.now,
    livemode: work.caller.livemode,
    metadata: {},
    wallet,
  })
}
