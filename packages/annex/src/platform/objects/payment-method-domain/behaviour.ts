/** Domains on which wallets may be shown: `/v1/payment_method_domains`. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { checkDomainName } from './name.js'
import { registered } from './registered.js'
import { validate } from './validate.js'

export const paymentMethodDomain: Behaviour<'payment_method_domain'> = {
  kind: 'payment_method_domain',
  check({ domain_name }: Stripe.PaymentMethodDomainCreateParams, _work, before) {
    if (!before) checkDomainName(domain_name)
  },
  defaults: ({ domain_name, enabled = true }: Stripe.PaymentMethodDomainCreateParams) => ({
    enabled,
    ...registered(domain_name),
  }),
  verbs: { validate },
}
