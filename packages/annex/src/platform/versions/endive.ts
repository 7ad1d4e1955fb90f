/** What 2026-09-30.endive changed, in requests only. */
import type { Schema } from '../../catalogue/schema.js'
import type { Params } from '../engine/behaviour.js'
import { optional, text, type Change } from './change.js'

const since = '2026-09-30.endive'

export const paymentMethodTypes: Change = {
  since,
  about: '`payment_method_types` instead of `allowed_payment_method_types`',
  request: {
    operations: [
      'POST /v1/payment_intents',
      'POST /v1/payment_intents/{intent}',
      'POST /v1/payment_intents/{intent}/confirm',
      'POST /v1/setup_intents',
      'POST /v1/setup_intents/{intent}',
      'POST /v1/checkout/sessions',
    ],
    parameters: optional({ payment_method_types: { type: 'array', items: text } }),
    translate: ({ payment_method_types, ...params }) =>
      payment_method_types === undefined
        ? params
        : { ...params, allowed_payment_method_types: payment_method_types },
  },
}

const anchor: Schema = {
  type: 'union',
  of: [
    { type: 'enum', values: ['now', 'unchanged'], open: false },
    {
      type: 'object',
      fields: optional({ type: { type: 'enum', values: ['now', 'unchanged'], open: false } }),
    },
  ],
}

export const billingCycleAnchor: Change = {
  since,
  about:
    "`billing_cycle_anchor` as a word, `'now'` or `'unchanged'`, instead of a hash with a `type`",
  request: {
    operations: ['POST /v1/subscriptions/{id}', 'POST /v1/subscriptions/{subscription}/resume'],
    parameters: optional({ billing_cycle_anchor: anchor }),
    translate: (params) => ({ ...params, ...asHash(params) }),
  },
}

function asHash({ billing_cycle_anchor: type }: Params): Params {
  return typeof type === 'string' ? { billing_cycle_anchor: { type } } : {}
}
