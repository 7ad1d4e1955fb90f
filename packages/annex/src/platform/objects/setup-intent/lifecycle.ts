/** The life of a setup: https://docs.stripe.com/payments/intents, as one table. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { unexpectedState } from './refusals.js'

export const open = ['requires_payment_method', 'requires_confirmation', 'requires_action'] as const

export const lifecycle = lifecycleOf<Stripe.SetupIntent>({
  verbs: {
    confirm: { from: open, to: ['requires_payment_method', 'requires_action', 'succeeded'] },
    cancel: { from: open, to: ['canceled'] },
    verify_microdeposits: { from: ['requires_action'], to: ['succeeded'] },
    // Ours alone: the payer passed or failed 3-D Secure.
    authenticate: { from: ['requires_action'], to: ['succeeded', 'requires_payment_method'] },
  },
  refusal: unexpectedState,
  entering: {
    requires_action: 'setup_intent.requires_action',
    succeeded: 'setup_intent.succeeded',
    canceled: 'setup_intent.canceled',
  },
  // A failed try is a change of this field; there is no `setup_intent.updated`.
  changing: { last_setup_error: 'setup_intent.setup_failed' },
  changed: null,
})
