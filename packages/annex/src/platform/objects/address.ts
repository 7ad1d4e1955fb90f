/** Addresses as they are kept: every line there, null where nothing was given. */
import type Stripe from 'stripe'

type Given = Stripe.Emptyable<Partial<Stripe.Address>> | Stripe.AddressParam | undefined

const BLANK: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
}

export function addressFrom(given: Given): Stripe.Address {
  return given ? { ...BLANK, ...given } : { ...BLANK }
}

interface ShippingInput {
  readonly address: Stripe.AddressParam
  readonly name: string
  readonly carrier?: string
  readonly phone?: string
  readonly tracking_number?: string
}

/** Where the goods go, and by whom. */
export function shippingFrom(
  given: Stripe.Emptyable<ShippingInput>,
): Stripe.PaymentIntent.Shipping | null {
  if (!given) return null
  const { address, carrier = null, name, phone = null, tracking_number = null } = given
  return { address: addressFrom(address), carrier, name, phone, tracking_number }
}
