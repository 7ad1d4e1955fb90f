/** Which fields searches know, kind by kind (api.md 3.2). */
import type { Kind } from '../../catalogue/kinds.js'
import type { SearchField, SearchFields } from '../engine/search/fields.js'

const token: SearchField = { type: 'token' }
const text: SearchField = { type: 'string' }
const number: SearchField = { type: 'number' }
const flag: SearchField = { type: 'flag' }
const metadata: SearchField = { type: 'metadata' }

/** `payment_method_details.card.last4` and the like. */
const presented = Object.fromEntries(
  ['card', 'card_present', 'interac_present'].flatMap((type) =>
    ['last4', 'exp_month', 'exp_year', 'brand', 'fingerprint'].map((part) => [
      `payment_method_details.${type}.${part}`,
      token,
    ]),
  ),
)

const isAt = (path: string, operator: '=' | '>', value: number) => ({
  ...{ path, operator, value, inMetadata: false },
})

/** `true` is all of it, `false` a part, and absence nothing. */
const refunded: SearchField = {
  type: 'token',
  words: {
    true: [isAt('refunded', '=', 1)],
    false: [isAt('refunded', '=', 0), isAt('amount_refunded', '>', 0)],
    null: [isAt('amount_refunded', '=', 0)],
  },
}

export const searchable: ReadonlyMap<Kind, SearchFields> = new Map<Kind, SearchFields>([
  [
    'charge',
    {
      ...{ amount: number, created: number, currency: token, customer: token, disputed: flag },
      ...{ 'billing_details.address.postal_code': token, ...presented },
      ...{ metadata, refunded, status: token },
    },
  ],
  ['customer', { created: number, email: text, metadata, name: text, phone: text }],
  [
    'invoice',
    {
      ...{ created: number, currency: token, customer: token, metadata, number: text },
      ...{ receipt_number: text, status: text, total: number },
      subscription: { type: 'string', path: 'parent.subscription_details.subscription' },
    },
  ],
  [
    'payment_intent',
    { amount: number, created: number, currency: token, customer: token, metadata, status: token },
  ],
  [
    'price',
    {
      ...{ active: flag, currency: token, lookup_key: text, metadata, product: text, type: token },
    },
  ],
  [
    'product',
    { active: flag, description: text, metadata, name: text, shippable: flag, url: text },
  ],
  ['subscription', { created: number, metadata, status: token }],
])
