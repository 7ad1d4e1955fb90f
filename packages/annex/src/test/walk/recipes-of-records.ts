/** The recipes of payments that are reported: one under way, one that failed, one that was paid. */
import type { Stripe } from 'stripe'

const AT = 1_790_000_000

async function reported(stripe: Stripe): Promise<readonly string[]> {
  const custom = { type: 'custom', custom: { display_name: 'Cash' } } as const
  const payment = { amount_requested: { currency: 'usd', value: 900 }, initiated_at: AT }
  const details = { ...payment, payment_method_details: custom }
  return [(await stripe.paymentRecords.reportPayment(details)).id]
}

const RECORD = '/v1/payment_records/{id}'

export const RECORDS_NEEDED = {
  'POST /v1/payment_records/report_payment': () => ({
    ...{ canceled: { canceled_at: AT }, failed: { failed_at: AT } },
    guaranteed: { guaranteed_at: AT },
    payment_method_details: { type: 'custom', custom: { display_name: 'Cash' } },
  }),
  [`POST ${RECORD}/report_payment_attempt`]: () => ({
    ...{ canceled: { canceled_at: AT }, failed: { failed_at: AT } },
    guaranteed: { guaranteed_at: AT },
  }),
  [`POST ${RECORD}/report_refund`]: () => ({ amount: { currency: 'usd', value: 100 } }),
}

export const RECORDS_PREPARED = {
  [`GET ${RECORD}`]: reported,
  [`POST ${RECORD}/report_payment_attempt`]: async (stripe: Stripe) => {
    const [id = ''] = await reported(stripe)
    await stripe.paymentRecords.reportPaymentAttemptFailed(id, { failed_at: AT })
    return [id]
  },
  [`POST ${RECORD}/report_payment_attempt_canceled`]: reported,
  [`POST ${RECORD}/report_payment_attempt_failed`]: reported,
  [`POST ${RECORD}/report_payment_attempt_guaranteed`]: reported,
  [`POST ${RECORD}/report_payment_attempt_informational`]: reported,
  [`POST ${RECORD}/report_refund`]: async (stripe: Stripe) => {
    const [id = ''] = await reported(stripe)
    await stripe.paymentRecords.reportPaymentAttemptGuaranteed(id, { guaranteed_at: AT })
    return [id]
  },
}
