/** How each type of method is to be used for an intent: `payment_method_options`. */
import type Stripe from 'stripe'

type Options = Stripe.PaymentIntent.PaymentMethodOptions
type Params = Pick<Stripe.PaymentIntentCreateParams, 'payment_method_options'>

/** @param before what was said earlier; what isn't said again stays */
export function optionsAfter({ payment_method_options: given }: Params, before?: Options): Options {
  const asked = given?.card || {}
  const { request_incremental_authorization, request_three_d_secure } = asked
  return {
    ...before,
    card: {
      installments: null,
      mandate_options: null,
      network: null,
      request_three_d_secure: 'automatic',
      ...before?.card,
      ...(request_three_d_secure && { request_three_d_secure }),
      ...(request_incremental_authorization && { request_incremental_authorization }),
    },
    ...cashOptions(given?.customer_balance || undefined, before?.customer_balance),
    link: before?.link ?? { persistent_token: null },
  }
}

/** Where a bank transfer is to go; shown only once somebody has said something about it. */
function cashOptions(
  given: Stripe.PaymentIntentCreateParams.PaymentMethodOptions.CustomerBalance | undefined,
  before: Options['customer_balance'],
): Pick<Options, 'customer_balance'> {
  if (!given) return {}
  const { bank_transfer, funding_type = before?.funding_type ?? null } = given
  const transfer = bank_transfer ?? before?.bank_transfer
  const customer_balance = { ...(transfer && { bank_transfer: transfer }), funding_type }
  return { customer_balance }
}
