/** A platform to test against: in memory, with a clock you hold and the official client. */
import { Stripe } from 'stripe'
import { heldClock } from './core/clock.js'
import { createPlatform, type Platform, type PlatformOptions, type Snapshot } from './platform.js'

/** Wednesday 2026-09-23, 04:26:40 UTC. */
const START = 1_790_137_600

export { heldClock } from './core/clock.js'
export { connect, createExtension } from './testing/connect.js'

export interface TestPlatform {
  readonly platform: Platform
  /** The account `stripe` acts for, and its keys in both modes. */
  readonly account: ReturnType<Platform['createAccount']>
  /** The official client with the account's test key, without a socket in between. */
  readonly stripe: Stripe
  /** The same client with another key, or for another account. */
  readonly client: (key: string, config?: Partial<Stripe.StripeConfig>) => Stripe
  /** Types of the account's test mode events, oldest first. */
  readonly eventTypes: () => string[]
  /** Moves the clock, running what falls due on the way. */
  readonly advance: (seconds: number) => void
  readonly now: () => number
  /** Everything as it was when this was started: the account, its keys, the clock, no objects. */
  readonly reset: () => void
  /** Sets the world aside as it is now; `restore()` brings it back, clock and all. */
  readonly snapshot: () => Snapshot
  readonly close: () => Promise<void>
}

export async function startPlatform(options: PlatformOptions = {}): Promise<TestPlatform> {
  const clock = heldClock(START)
  const platform = await createPlatform({ ...options, outside: { clock, ...options.outside } })
  const account = platform.createAccount({ email: 'owner@harbour.test', business_name: 'Harbour' })
  const httpClient = Stripe.createFetchHttpClient(platform.fetch)
  const beginning = platform.snapshot()
  const client = (key: string, config: Partial<Stripe.StripeConfig> = {}) =>
    new Stripe(key, { httpClient, telemetry: false, maxNetworkRetries: 0, ...config })
  return {
    platform,
    account,
    client,
    stripe: client(account.keys.test.secret),
    eventTypes: () => eventTypesOf(platform, account.account.id),
    advance: (seconds) => platform.advanceTo(clock.now() + seconds),
    now: () => clock.now(),
    reset: () => beginning.restore(),
    snapshot: () => platform.snapshot(),
    close: () => platform.close(),
  }
}

function eventTypesOf(platform: Platform, account: string): string[] {
  const rows = platform.parts.store.all<{ type: string }>(
    'select type from events where account = ? and livemode = 0 order by seq',
    account,
  )
  return rows.map((row) => row.type)
}
