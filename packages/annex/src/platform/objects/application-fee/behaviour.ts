/** Application fees, and what was given back of them. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { refundFee } from './refund.js'

type Params = Stripe.ApplicationFeeCreateRefundParams

export const applicationFee: Behaviour<'application_fee'> = {
  kind: 'application_fee',
  lifecycle: lifecycleOf<Stripe.ApplicationFee>({
    changing: { amount_refunded: 'application_fee.refunded' },
  }),
  // The charge is the connected account's.
  elsewhere: ['charge'],
  read(fee, work) {
    const data = work.list('fee_refund', { fee: fee.id })
    return {
      ...fee,
      refunds: { ...fee.refunds, data: data.slice(0, 10), has_more: data.length > 10 },
    }
  },
  // The older way: answers with the fee rather than with its refund.
  verbs: {
    refund(fee, params: Params, work) {
      refundFee(fee, params, work)
      return work.get('application_fee', fee.id)
    },
  },
  operations: {
    'POST /v1/application_fees/{id}/refunds': ({ id = '' }, params: Params, work) =>
      refundFee(work.get('application_fee', id), params, work),
  },
}

export const feeRefund: Behaviour<'fee_refund'> = {
  kind: 'fee_refund',
  // Its making is told by the fee.
  lifecycle: lifecycleOf<Stripe.FeeRefund>({
    created: null,
    changed: 'application_fee.refund.updated',
  }),
}
