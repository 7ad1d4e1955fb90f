/** Cards that the account issues to its cardholders. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { checkCard, newCard, replaceFormer } from './new-card.js'
import { shippingVerbs } from './shipping.js'

const KIND = 'issuing.card'

/** The test number of every card here, and what stands on its back. */
const SHOWN: Readonly<Record<string, string>> = { number: '4242424242424242', cvc: '123' }

export const issuingCard: Behaviour<typeof KIND> = {
  kind: KIND,
  blanks: {
    ...{ status: 'inactive', brand: 'Visa', last4: '4242' },
    ...{
      'shipping.service': 'standard',
      'shipping.status': 'pending',
      'shipping.type': 'individual',
    },
  },
  check: checkCard,
  defaults: (params: Stripe.Issuing.CardCreateParams, work) => newCard(params, work),
  afterCreate: replaceFormer,
  include: (_card, field) => SHOWN[field],
  filters: {
    cardholder: (value) =>
      typeof value === 'string' ? [{ field: 'cardholder.id', operator: '=', value }] : [],
  },
  verbs: shippingVerbs,
}
