/** Transactions of issued cards: captures, and what merchants give back. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { forceCapture, unlinkedRefund } from './unlinked.js'
import { refund } from './refund.js'

const KIND = 'issuing.transaction'

export const issuingTransaction: Behaviour<typeof KIND> = {
  kind: KIND,
  lifecycle: lifecycleOf<Stripe.Issuing.Transaction>({
    created: (transaction) =>
      transaction.purchase_details?.receipt
        ? ['issuing_transaction.created', 'issuing_transaction.purchase_details_receipt_updated']
        : 'issuing_transaction.created',
    changed: 'issuing_transaction.updated',
  }),
  verbs: { refund },
  operations: {
    'POST /v1/test_helpers/issuing/transactions/create_force_capture': forceCapture,
    'POST /v1/test_helpers/issuing/transactions/create_unlinked_refund': unlinkedRefund,
  },
}
