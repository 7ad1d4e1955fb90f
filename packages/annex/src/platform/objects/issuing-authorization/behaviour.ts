/** Authorizations: what merchants ask of cards that the account has issued. */
import type { Behaviour } from '../../engine/behaviour.js'
import { approve, decline } from './answer.js'
import { capture } from './capture.js'
import { expire } from './expire.js'
import { finalizeAmount } from './finalize-amount.js'
import { increment } from './increment.js'
import { lifecycle } from './lifecycle.js'
import { awaitAnswer, newAuthorization } from './new-authorization.js'
import { reverse } from './reverse.js'

const KIND = 'issuing.authorization'

export const issuingAuthorization: Behaviour<typeof KIND> = {
  kind: KIND,
  lifecycle,
  blanks: { ...unchecked(), authorization_method: 'online' },
  defaults: newAuthorization,
  afterCreate: awaitAnswer,
  filters: {
    card: (value) =>
      typeof value === 'string' ? [{ field: 'card.id', operator: '=', value }] : [],
  },
  // Shown as they are now: a transaction goes on changing.
  read: (authorization, work) => ({
    ...authorization,
    transactions: work.list('issuing.transaction', { authorization: authorization.id }),
  }),
  verbs: { approve, capture, decline, expire, finalize_amount: finalizeAmount, increment, reverse },
  notCarriedOut: {
    'POST /v1/test_helpers/issuing/authorizations/{id}/fraud_challenges/respond':
      'no cardholder is sent a fraud challenge here',
  },
}

/** Nobody compared what a cardholder typed with anything. */
function unchecked(): Record<string, string> {
  const checks = ['address_line1_check', 'address_postal_code_check', 'cvc_check', 'expiry_check']
  return Object.fromEntries(checks.map((check) => [`verification_data.${check}`, 'not_provided']))
}
