/** Turns a confirmation token into what its payer filled in, once. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { alreadyUsed, expired, nothingInIt } from './refusals.js'

type Intent = Pick<Stripe.PaymentIntent | Stripe.SetupIntent, 'id' | 'object'>

export interface FilledIn {
  readonly payment_method: string
  readonly return_url?: string
  readonly setup_future_usage?: Stripe.PaymentIntentConfirmParams.SetupFutureUsage
  readonly shipping?: Stripe.PaymentIntentConfirmParams.Shipping
}

export function useConfirmationToken(id: string, intent: Intent, work: UnitOfWork): FilledIn {
  const token = work.get('confirmation_token', id, 'confirmation_token')
  if (token.payment_intent !== null || token.setup_intent !== null) throw alreadyUsed(id)
  if ((token.expires_at ?? 0) <= work.now) throw expired(id)
  work.update('confirmation_token', id, { [intent.object]: intent.id })
  const { return_url, setup_future_usage } = token
  const shipping = shippingOf(token)
  return {
    payment_method: methodOf(token, work).id,
    ...(return_url && { return_url }),
    ...(setup_future_usage && { setup_future_usage }),
    ...(shipping && { shipping }),
  }
}

function methodOf(
  { payment_method_preview: preview, livemode, id }: Stripe.ConfirmationToken,
  work: UnitOfWork,
): Stripe.PaymentMethod {
  if (!preview) throw nothingInIt(id)
  return work.insert('payment_method', {
    ...preview,
    id: work.newId('payment_method'),
    object: 'payment_method',
    created: work.now,
    livemode,
    metadata: {},
  })
}

function shippingOf({ shipping }: Stripe.ConfirmationToken): FilledIn['shipping'] {
  if (!shipping) return undefined
  const lines = Object.entries(shipping.address).filter(([, line]) => line !== null)
  const address: Stripe.AddressParam = Object.fromEntries(lines)
  return { address, name: shipping.name, ...(shipping.phone && { phone: shipping.phone }) }
}
