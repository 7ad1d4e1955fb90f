/** `…/report_payment_attempt_informational`: whose it is and what for, told later. */
import type Stripe from 'stripe'
import type { Operation } from '../../engine/behaviour.js'
import { given } from '../../engine/given.js'
import { metadataAfter } from '../../engine/metadata-after.js'

type Params = Stripe.PaymentRecordReportPaymentAttemptInformationalParams

export const reportInformation: Operation = ({ id = '' }, params: Params, work) => {
  const record = work.get('payment_record', id)
  const { customer_details, description, metadata, shipping_details } = params
  if (customer_details?.customer) {
    work.get('customer', customer_details.customer, 'customer_details[customer]')
  }
  return work.update('payment_record', id, {
    ...given('payment_record', {
      ...(customer_details && { customer_details }),
      ...(shipping_details !== undefined && { shipping_details: shipping_details || null }),
    }),
    ...(description !== undefined && { description: description || null }),
    metadata: metadataAfter(record.metadata, metadata),
  })
}
