/** Identity checks: created, canceled and redacted. There is no page that would take somebody's papers. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { lifecycle } from './lifecycle.js'

type Session = Stripe.Identity.VerificationSession

const KIND = 'identity.verification_session'

export const verificationSession: Behaviour<typeof KIND> = {
  kind: KIND,
  lifecycle,
  blanks: { status: 'requires_input' },
  verbs: {
    cancel: ({ id }, _params, work) => work.update(KIND, id, { status: 'canceled' }),
    redact,
  },
}

/** What was learnt is gone for good. Stripe takes up to four days; one that still waited is canceled. */
function redact(session: Session, _params: object, work: UnitOfWork): Session {
  if (session.status === 'requires_input') work.update(KIND, session.id, { status: 'canceled' })
  const forgotten = {
    last_error: null,
    metadata: {},
    provided_details: null,
    verified_outputs: null,
  }
  return work.update(KIND, session.id, { ...forgotten, redaction: { status: 'redacted' } })
}
