/** What a platform is started with, and what is made of it. */
import type { Clock } from '../core/clock.js'
import type { Log } from '../core/log.js'
import type { Outside } from '../core/outside.js'

export interface PlatformOptions {
  /** A directory that is kept, or `:memory:` (the default), which is forgotten on close. */
  data?: string
  /** Where people and apps reach it; known only once it listens when the port is picked freely. */
  publicUrl?: string
  /** Clock, timers, randomness and network, where not the machine's own. */
  outside?: Partial<Outside>
  /** Silent when left out. */
  log?: Log
  /** Webhooks reach the public internet only; otherwise this machine too (reliability E5). */
  production?: boolean
  /** Private `host:port`s that webhooks may reach all the same. */
  allowedHosts?: readonly string[]
  /** Refuses requests over Stripe's rate limits; otherwise nobody is too fast. */
  rateLimits?: boolean
  /** What receivers check signatures by: the machine's clock, also where `outside.clock` is moved. */
  signingClock?: Clock
}

/** Where deliveries may go besides the public internet. */
export function deliveriesTo({ production = false, allowedHosts = [] }: PlatformOptions) {
  return { loopback: !production, hosts: allowedHosts }
}

export const IN_MEMORY = ':memory:'
