/** Confirmation tokens: all that a payer filled in, for a server that confirms with it. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { addressFrom } from '../address.js'
import { methodGiven, type MethodParams } from '../payment-method/given.js'

/** `POST /v1/test_helpers/confirmation_tokens`; the official package doesn't export its type. */
interface Params extends MethodParams {
  readonly return_url?: string
  readonly setup_future_usage?: Stripe.ConfirmationToken.SetupFutureUsage
  readonly shipping?: Stripe.PaymentIntentConfirmParams.Shipping
}

/** How long a payer's page may take: https://docs.stripe.com/payments/payment-element/migration-ct. */
const GOOD_FOR_SECONDS = 12 * 3600

export const confirmationToken: Behaviour<'confirmation_token'> = {
  kind: 'confirmation_token',
  defaults(params: Params, work) {
    const { shipping } = params
    return {
      expires_at: work.now + GOOD_FOR_SECONDS,
      payment_intent: null,
      payment_method_options: null,
      payment_method_preview: previewOf(params, work),
      return_url: params.return_url ?? null,
      setup_future_usage: params.setup_future_usage ?? null,
      setup_intent: null,
      shipping: shipping
        ? {
            address: addressFrom(shipping.address),
            name: shipping.name,
            phone: shipping.phone ?? null,
          }
        : null,
      use_stripe_sdk: false,
    }
  },
}

/** The method as it will be: it comes into being when the token is used. */
function previewOf(
  params: Params,
  work: UnitOfWork,
): Stripe.ConfirmationToken.PaymentMethodPreview {
  const method = methodGiven(params, work)
  if (!method) throw parameterMissing('payment_method_data')
  const { id: _, object: __, created: ___, livemode: ____, metadata: _____, ...preview } = method
  return { ...preview, customer: null }
}
