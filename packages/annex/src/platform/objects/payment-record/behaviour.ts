/** Payments that were made elsewhere and are reported, so that they stand beside the others. */
import type { Behaviour } from '../../engine/behaviour.js'
import { reportAttempt, reportOutcome } from './attempt.js'
import { reportInformation } from './inform.js'
import { reportPayment } from './report.js'
import { reportRefund } from './refund.js'

const KIND = 'payment_record'
const at = (name: string) => `POST /v1/payment_records/{id}/${name}`

export const paymentRecord: Behaviour<typeof KIND> = {
  kind: KIND,
  filters: {
    created_after: (value) =>
      typeof value === 'number' ? [{ field: 'created', operator: '>', value }] : [],
    created_before: (value) =>
      typeof value === 'number' ? [{ field: 'created', operator: '<', value }] : [],
  },
  operations: {
    'POST /v1/payment_records/report_payment': reportPayment,
    [at('report_payment_attempt')]: reportAttempt,
    [at('report_payment_attempt_canceled')]: reportOutcome('canceled'),
    [at('report_payment_attempt_failed')]: reportOutcome('failed'),
    [at('report_payment_attempt_guaranteed')]: reportOutcome('guaranteed'),
    [at('report_payment_attempt_informational')]: reportInformation,
    [at('report_refund')]: reportRefund,
  },
}
