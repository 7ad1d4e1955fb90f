/** Payment methods: cards, typed in or from test tokens, attached to customers or used once. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { addressFrom } from '../address.js'
import { attach, attachTo, checkCard } from './attach.js'
import { detach } from './detach.js'
import { fromTestToken, newPaymentMethod } from './new-payment-method.js'

const lifecycle = lifecycleOf<Stripe.PaymentMethod>({
  created: null,
  changing: {
    customer: (method) =>
      method.customer === null ? 'payment_method.detached' : 'payment_method.attached',
  },
  changed: 'payment_method.updated',
})

export const paymentMethod: Behaviour<'payment_method'> = {
  kind: 'payment_method',
  lifecycle,
  standsFor(id, work) {
    const made = fromTestToken(id, work)
    return made && work.insert('payment_method', made)
  },
  check(params: Stripe.PaymentMethodCreateParams, work, before) {
    if (!before && params.customer !== undefined) work.get('customer', params.customer, 'customer')
  },
  defaults: (params: Stripe.PaymentMethodCreateParams, work) => ({
    ...newPaymentMethod(params, work),
    customer: null,
  }),
  afterCreate(method, params: Stripe.PaymentMethodCreateParams, work) {
    if (params.customer === undefined) return method
    checkCard(method)
    return attachTo(params.customer, method, work)
  },
  changes: (params: Stripe.PaymentMethodUpdateParams, before) => ({
    ...(params.billing_details && { billing_details: mergedDetails(params, before) }),
    ...(params.us_bank_account &&
      before.us_bank_account && {
        us_bank_account: { ...before.us_bank_account, ...params.us_bank_account },
      }),
    ...(params.card && before.card && { card: { ...before.card, ...expiryOf(params.card) } }),
  }),
  verbs: { attach, detach },
  publishable: ['POST /v1/payment_methods'],
}

function mergedDetails(
  { billing_details }: Stripe.PaymentMethodUpdateParams,
  { billing_details: before }: Stripe.PaymentMethod,
): Stripe.PaymentMethod.BillingDetails {
  const { address, ...rest } = billing_details ?? {}
  const merged = { ...before, ...rest }
  if (address === undefined) return merged
  return { ...merged, address: { ...addressFrom(before.address), ...address } }
}

function expiryOf({ exp_month, exp_year }: Stripe.PaymentMethodUpdateParams.Card) {
  return {
    ...(exp_month === undefined ? {} : { exp_month }),
    ...(exp_year === undefined ? {} : { exp_year }),
  }
}
