/** Ephemeral keys: made for one customer, card or verification, shown once, and good for an hour. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { createKey, subjectOf } from './create.js'
import { opens } from './opens.js'
import { versionMissing } from './refusals.js'

const EXPIRES_AFTER_SECONDS = 3600

export const ephemeralKey: Behaviour<'ephemeral_key'> = {
  kind: 'ephemeral_key',
  opens,
  check(params: Stripe.EphemeralKeyCreateParams, work) {
    if (work.version === undefined) throw versionMissing()
    subjectOf(params, work)
  },
  defaults: (_params, work) => ({ expires: work.now + EXPIRES_AFTER_SECONDS }),
  afterCreate: createKey,
  operations: {
    'DELETE /v1/ephemeral_keys/{key}': ({ key = '' }, _params, work) => {
      const gone = work.get('ephemeral_key', key)
      work.withdrawKey(key)
      work.remove('ephemeral_key', key)
      return { ...gone, expires: work.now }
    },
  },
}
