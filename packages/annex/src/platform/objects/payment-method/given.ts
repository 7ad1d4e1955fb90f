/** Which payment method a request means: an id, or a description of a new one. */
import type Stripe from 'stripe'
import { parametersExclusive } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { newPaymentMethod, type MethodData } from './new-payment-method.js'
import { methodNamed } from './resolve.js'

export interface MethodParams {
  readonly payment_method?: string
  readonly payment_method_data?: MethodData
}

/** The method that the parameters name or describe, if they do. */
export function methodGiven(
  params: MethodParams,
  work: UnitOfWork,
): Stripe.PaymentMethod | undefined {
  const { payment_method: id, payment_method_data: data } = params
  if (id && data) throw parametersExclusive(['payment_method', 'payment_method_data'])
  if (id) return methodNamed(id, work, 'payment_method')
  if (!data) return undefined
  return work.insert('payment_method', newPaymentMethod(data, work, 'payment_method_data'))
}
