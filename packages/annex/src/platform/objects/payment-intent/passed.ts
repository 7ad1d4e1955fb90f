/**
 * That a payer has passed 3-D Secure for an intent whose shop confirms by hand, kept until it does:
 * as a source of type `three_d_secure`, where Stripe kept it before there were intents.
 */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

type PaymentIntent = Stripe.PaymentIntent
type PaymentMethod = Stripe.PaymentMethod

export function rememberPassed(
  intent: PaymentIntent,
  method: PaymentMethod,
  work: UnitOfWork,
): void {
  const id = sourceOf(intent)
  const passed = { card: method.id, authenticated: true }
  if (work.find('source', id)) {
    work.update('source', id, { status: 'chargeable', three_d_secure: passed })
    return
  }
  work.insert('source', {
    id,
    object: 'source',
    allow_redisplay: 'unspecified',
    amount: intent.amount,
    client_secret: intent.client_secret ?? '',
    created: work.now,
    currency: intent.currency,
    flow: 'redirect',
    livemode: intent.livemode,
    metadata: {},
    owner: null,
    statement_descriptor: null,
    status: 'chargeable',
    three_d_secure: passed,
    type: 'three_d_secure',
    usage: 'single_use',
  })
}

/** Whether the payer has passed with this method; that counts for one try. */
export function usePassed(intent: PaymentIntent, method: PaymentMethod, work: UnitOfWork): boolean {
  if (intent.confirmation_method !== 'manual') return false
  const source = work.find('source', sourceOf(intent))
  if (source?.status !== 'chargeable' || source.three_d_secure?.card !== method.id) return false
  work.update('source', source.id, { status: 'consumed' })
  return true
}

function sourceOf({ id }: PaymentIntent): string {
  return `src_${id.slice(id.indexOf('_') + 1)}`
}
