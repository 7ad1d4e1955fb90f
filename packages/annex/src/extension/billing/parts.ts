/** What billing stands on: the app's wiring hands these over once. */
import type { Log } from '../../core/log.js'
import type { Outside } from '../../core/outside.js'
import type { Database, Queryable } from '../store/database.js'
import type { BillingWord } from '../store/billing.js'
import type { AccountKey } from '../store/connections.js'
import type { StripeParts } from '../stripe/client.js'

/** What becomes of a subscription when its account disconnects. */
export type OnDisconnect = 'cancel_at_period_end' | 'cancel_now' | 'keep'

export interface BillingSettings {
  /** Lookup keys or ids of our prices, in the order people see them; none: nothing is sold. */
  plans: readonly string[]
  /** Of a first subscription; 0: none. */
  trialDays: number
  onDisconnect: OnDisconnect
  /** `bpc_…`; null: we make one that offers our plans. */
  portalConfiguration: string | null
}

/** Whom a job is about. Its own `account` is `own`: no disconnect takes it away. */
export interface Billed {
  billed: string
  livemode: boolean
}

/** Work that is kept by the transaction that causes it. */
export type BillingJob =
  /** Reads an account's subscriptions again. */
  | { name: 'settle'; data: Billed }
  /** Does what a disconnect means for a subscription. */
  | { name: 'end'; data: Billed }
  /** Tells the host app, when it wants to know. */
  | { name: 'tell'; data: Billed & BillingNews }

/** A change as it was when it was kept. */
export interface BillingNews {
  status: BillingWord
  price: string | null
  previous: { status: BillingWord; price: string | null }
}

export interface BillingHooks {
  onBillingChange?(account: AccountKey, news: BillingNews): Promise<void> | void
}

export interface BillingParts {
  settings: BillingSettings
  /** We may charge accounts' customers, and keep a share of that. */
  earnsFees: boolean
  /** Of the secret key. */
  livemode: boolean
  /** Told to Stripe with everything we make, so that two extensions of one account stay apart. */
  clientId: string
  database: Database
  outside: Outside
  log: Log
  stripe: Pick<StripeParts, 'secretKey' | 'apiBase' | 'outside' | 'timeoutMs'>
  enqueue(tx: Queryable, job: BillingJob): Promise<void>
  hooks: BillingHooks
}
