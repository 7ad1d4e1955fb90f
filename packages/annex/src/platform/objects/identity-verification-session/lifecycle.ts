/** An identity check as a table; nobody checks anything here, so it ends by being canceled or redacted. */
import type Stripe from 'stripe'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { invalidRequest } from '../../engine/errors.js'

export const lifecycle = lifecycleOf<Stripe.Identity.VerificationSession>({
  verbs: {
    cancel: { from: ['requires_input'], to: ['canceled'] },
    redact: { from: ['requires_input', 'verified', 'canceled'] },
  },
  refusal: (verb, { status }) =>
    invalidRequest(`This VerificationSession is ${status}, so you cannot ${verb} it.`),
  entering: {
    canceled: 'identity.verification_session.canceled',
    processing: 'identity.verification_session.processing',
    requires_input: 'identity.verification_session.requires_input',
    verified: 'identity.verification_session.verified',
  },
  changing: { redaction: 'identity.verification_session.redacted' },
  // There is no event for other changes, such as metadata.
  changed: null,
})
