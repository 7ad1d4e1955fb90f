/** The payment or setup intent behind a payer's link, whoever's it is. */
import type Stripe from 'stripe'
import { sameText } from '../../core/secret.js'
import type { Engine } from '../engine/context.js'
import { openNow } from '../engine/unit.js'
import type { UnitOfWork } from '../engine/unit-of-work.js'
import { findOwner } from '../store/objects.js'

export type Intent = Stripe.PaymentIntent | Stripe.SetupIntent

export interface Asked {
  readonly intent: Intent
  /** How the shop calls itself. */
  readonly shop: string | null
  /** For changing it; the caller holds the transaction. */
  readonly work: UnitOfWork
}

/** Undefined when there is no such intent, or the link doesn't carry its client secret. */
export function findAsked(engine: Engine, id: string, secret: string): Asked | undefined {
  const kind = id.startsWith('seti_') ? 'setup_intent' : 'payment_intent'
  const owner = findOwner(engine.store, kind, id)
  if (!owner) return undefined
  const caller = { ...owner, application: null, access: 'read_write', maskedKey: '' } as const
  const work = openNow(engine, caller)
  const intent = work.find(kind, id)
  if (!intent || !sameText(secret, intent.client_secret ?? '')) return undefined
  const shop = work.find('account', owner.account)?.business_profile?.name ?? null
  return { intent, shop, work }
}
