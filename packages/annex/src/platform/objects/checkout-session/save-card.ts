/**
 * Saves a card for later: in `setup` mode, and before a subscription that costs nothing yet. What
 * follows when it is good is in `settle.ts`.
 */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../reference.js'
import { confirm } from '../setup-intent/confirm.js'
import { createSetupIntent } from '../setup-intent/create-intent.js'
import { change, remember, type Kept } from './kept.js'
import { cardOptionsOf } from './card-options.js'
import { markMadeFor } from './made-for.js'
import { returnUrl } from './return-url.js'

export function saveCard(session: Kept, method: Stripe.PaymentMethod, work: UnitOfWork): void {
  const intent = intentFor(session, work)
  // A session in another mode shows its subscription instead.
  if (session.mode === 'setup') change(session, { setup_intent: intent.id }, work)
  remember(session, { intent: intent.id }, work)
  markMadeFor(session, intent.id, work)
  confirm(intent, { payment_method: method.id, return_url: returnUrl(session, work) }, work)
}

function intentFor(session: Kept, work: UnitOfWork): Stripe.SetupIntent {
  const customer = idOrNull(session.customer)
  const known = work.find('setup_intent', session.kept.intent ?? '')
  if (known) return customer === null ? known : work.update('setup_intent', known.id, { customer })
  const { description, metadata, on_behalf_of } = session.kept.terms.setup_intent_data ?? {}
  return createSetupIntent(
    {
      ...(customer !== null && { customer }),
      ...(description && { description }),
      ...(metadata && { metadata }),
      ...(on_behalf_of && { on_behalf_of }),
      allowed_payment_method_types: session.payment_method_types,
      ...cardOptionsOf(session),
      usage: 'off_session',
    },
    work,
  )
}
