/** `…/refund_payment`: money goes back once the card it came from is held to the reader. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { Refusal } from '../../engine/errors.js'
import { parameterMissing, parametersExclusive } from '../../engine/refusals/parameters.js'
import { checkRefund } from '../refund/check.js'
import { metadataFrom } from '../metadata.js'
import { createRefund } from '../refund/create-refund.js'
import { idOrNull } from '../reference.js'
import { begin, failAs, succeed, type Action, type Reader } from './action.js'

type Params = Stripe.Terminal.ReaderRefundPaymentParams

export function refundPayment(reader: Reader, params: Params, work: UnitOfWork): Reader {
  const { charge, payment_intent } = params
  if (charge && payment_intent) throw parametersExclusive(['charge', 'payment_intent'])
  if (!charge && !payment_intent) throw parameterMissing('payment_intent')
  checkRefund(refundOf(params), work)
  const { expand: _, metadata, ...asked } = params
  const refund_payment = { ...asked, ...(metadata && { metadata: metadataFrom(metadata) }) }
  return begin(reader, { type: 'refund_payment', refund_payment }, work)
}

export function finishRefund(reader: Reader, { refund_payment }: Action, work: UnitOfWork): Reader {
  const { charge, payment_intent, ...more } = refund_payment ?? {}
  const [ofCharge, ofIntent] = [idOrNull(charge), idOrNull(payment_intent)]
  const asked = refundOf({
    ...more,
    ...(ofCharge !== null && { charge: ofCharge }),
    ...(ofIntent !== null && { payment_intent: ofIntent }),
  })
  const refusal = whyNot(asked, work)
  if (refusal) return failAs(reader, refusal, work)
  const refund = createRefund(asked, work)
  return succeed(reader, { refund_payment: { ...refund_payment, refund: refund.id } }, work)
}

/** It may have been given back another way while the reader waited. */
function whyNot(asked: Stripe.RefundCreateParams, work: UnitOfWork): Refusal | undefined {
  try {
    checkRefund(asked, work)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return undefined
}

function refundOf(params: Params): Stripe.RefundCreateParams {
  const { amount, charge, metadata, payment_intent } = params
  const { refund_application_fee, reverse_transfer } = params
  return {
    ...(amount !== undefined && { amount }),
    ...(charge && { charge }),
    ...(metadata && { metadata }),
    ...(payment_intent && { payment_intent }),
    ...(refund_application_fee !== undefined && { refund_application_fee }),
    ...(reverse_transfer !== undefined && { reverse_transfer }),
  }
}
