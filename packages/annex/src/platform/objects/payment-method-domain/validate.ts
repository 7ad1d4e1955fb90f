/** `POST /v1/payment_method_domains/:id/validate`: looks again at what a wallet asks of a domain. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { validated } from './registered.js'

type Domain = Stripe.PaymentMethodDomain

export function validate(domain: Domain, _params: unknown, work: UnitOfWork): Domain {
  return work.update('payment_method_domain', domain.id, validated(domain.domain_name))
}
