/** Disputes of issued cards: the account takes its cardholder's side against a merchant. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { settingsAfter } from '../../engine/settings.js'
import { lifecycle } from './lifecycle.js'
import { checkDispute, newDispute, watchDispute } from './new-dispute.js'
import { submit } from './submit.js'

const KIND = 'issuing.dispute'

export const issuingDispute: Behaviour<typeof KIND> = {
  kind: KIND,
  lifecycle,
  blanks: { 'evidence.reason': 'other', status: 'unsubmitted' },
  check(params: Stripe.Issuing.DisputeCreateParams, work, before) {
    checkDispute(params, work, before)
  },
  defaults: newDispute,
  afterCreate: watchDispute,
  // Piece by piece: what isn't named of the evidence stays.
  changes: ({ evidence }: Stripe.Issuing.DisputeUpdateParams, before) =>
    evidence ? settingsAfter(KIND, before, { evidence }) : {},
  verbs: { submit },
}
