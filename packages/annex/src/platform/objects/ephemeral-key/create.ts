/** `POST /v1/ephemeral_keys`: a secret that opens one object of the account. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { nameOne } from './refusals.js'

type Params = Stripe.EphemeralKeyCreateParams

const NAMED = [
  ['customer', 'customer'],
  ['issuing_card', 'issuing.card'],
  ['verification_session', 'identity.verification_session'],
] as const

/** @throws Refusal unless exactly one object is named, and there */
export function subjectOf(params: Params, work: UnitOfWork): string {
  const named = NAMED.filter(([param]) => Boolean(params[param]))
  const [param, kind] = named[0] ?? []
  if (param === undefined || kind === undefined || named.length > 1) throw nameOne()
  return work.get(kind, params[param] ?? '', param).id
}

/** The secret is part of this answer only; what is kept tells nobody what it was. */
export function createKey(
  key: Stripe.EphemeralKey,
  params: Params,
  work: UnitOfWork,
): Stripe.EphemeralKey {
  const secret = `ek_${work.caller.livemode ? 'live' : 'test'}_${randomText(42, work.random)}`
  const { id, expires } = key
  work.giveKey({ id, secret, opens: subjectOf(params, work), expires_at: expires })
  return { ...key, secret }
}
