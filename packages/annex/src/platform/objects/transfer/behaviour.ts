/** Transfers from a platform to its connected accounts, and their reversals. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { createTransfer } from './create.js'
import { reverseTransfer } from './reverse.js'

export const transfer: Behaviour<'transfer'> = {
  kind: 'transfer',
  lifecycle: lifecycleOf<Stripe.Transfer>({ changing: { amount_reversed: 'transfer.reversed' } }),
  read(transfer, work) {
    const data = work.list('transfer_reversal', { transfer: transfer.id })
    const shown = { data: data.slice(0, 10), has_more: data.length > 10 }
    return { ...transfer, reversals: { ...transfer.reversals, ...shown } }
  },
  operations: {
    'POST /v1/transfers': (_path, params: Stripe.TransferCreateParams, work) =>
      createTransfer(params, work),
    'POST /v1/transfers/{id}/reversals': (
      { id = '' },
      params: Stripe.TransferCreateReversalParams,
      work,
    ) => reverseTransfer(work.get('transfer', id), params, work),
  },
}
