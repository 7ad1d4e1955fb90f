/** The seller's own words on the page, as sessions and payment links keep them. */
import type Stripe from 'stripe'

interface Words {
  readonly message: string
}

interface Given {
  readonly after_submit?: Stripe.Emptyable<Words>
  readonly shipping_address?: Stripe.Emptyable<Words>
  readonly submit?: Stripe.Emptyable<Words>
  readonly terms_of_service_acceptance?: Stripe.Emptyable<Words>
}

export function customText(given: Given = {}): Stripe.Checkout.Session.CustomText {
  return {
    after_submit: given.after_submit || null,
    shipping_address: given.shipping_address || null,
    submit: given.submit || null,
    terms_of_service_acceptance: given.terms_of_service_acceptance || null,
  }
}
