/** What a host app gives to `createExtension`. */
import type { Stripe } from 'stripe'
import type { Log } from '../../core/log.js'
import type { Outside } from '../../core/outside.js'
import type { BillingNews } from '../billing/parts.js'
import type { Settings } from '../config.js'
import type { Allow } from '../people/access.js'
import type { Brand } from '../people/brand.js'
import type { AccountSummary } from './accounts.js'

/** A connect that was kept. */
export interface Connected {
  account: AccountSummary
  /** It was connected before; nothing of it was lost. */
  renewed: boolean
  /** What `connectUrl({ state })` was given. */
  state: string | null
}

/** What an account's billing changed to, as it was when it changed. */
export interface BillingChange extends BillingNews {
  account: string
  livemode: boolean
}

/**
 * The app's own code. Each runs in the background at least once, after what it tells of is kept,
 * and again later when it fails; so it must bear being run twice.
 */
export interface Hooks {
  onConnect?(connected: Connected): Promise<void> | void
  /**
   * Every event of every connected account. Those of one object come one at a time, in the order they
   * came in; missed ones that are caught up with, oldest first. Stripe itself promises no order.
   */
  onEvent?(event: Stripe.Event): Promise<void> | void
  /** An account pays, stopped paying, or changed its plan. */
  onBillingChange?(change: BillingChange): Promise<void> | void
  onDisconnect?(gone: { account: string; livemode: boolean }): Promise<void> | void
}

export interface ExtensionOptions extends Settings, Hooks {
  /** Who may use the pages, and for which team; without it, see `people/access.ts`. */
  allow?: Allow
  brand?: Brand
  /** Where settings that are left out are read from; `process.env` unless given. */
  env?: Readonly<Record<string, string | undefined>>
  outside?: Partial<Outside>
  log?: Log
}
