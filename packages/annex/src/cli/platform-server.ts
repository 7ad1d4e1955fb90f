/** A platform behind a port, seeded before it answers. */
import type { Clock } from '../core/clock.js'
import type { Log } from '../core/log.js'
import type { Outside } from '../core/outside.js'
import { createPlatform, seedPlatform, type Platform, type SeededAccount } from '../platform.js'
import { hasNoAccounts } from '../platform/store/accounts.js'
import { serve, type Serving } from '../web/serve.js'
import { closedDoor, type Door } from './door.js'
import { credentialsOf, readCredentials, writeCredentials } from './credentials.js'

/** The API's limit (reliability 8); uploads of images are smaller still. */
/** The largest file there may be, 16 MiB, and the form around it. */
const MAX_BODY_BYTES = 17 * 1024 * 1024
export const IN_MEMORY = ':memory:'

export interface PlatformServerOptions {
  host: string
  port: number
  socket?: string | undefined
  data: string
  outside: Outside
  log: Log
  production: boolean
  /** What receivers check signatures by, where that isn't the machine's clock. */
  signingClock?: Clock
  rateLimits?: boolean
  /** Private `host:port`s that webhooks may reach all the same. */
  allowedHosts?: readonly string[]
  /** What to begin with; undefined: one account, when there is nobody. */
  seed: () => Promise<unknown>
  /** How to take the port; `serve` refuses one that is taken. */
  listen?: typeof serve
}

export interface PlatformServer {
  platform: Platform
  serving: Serving
  /** The seed's accounts; or the one made because there was nobody. */
  seeded: SeededAccount[]
  close(): Promise<void>
}

/** Everything it answers before the seed is in is 503, so that nobody sees half of it. */
export async function startPlatformServer(options: PlatformServerOptions): Promise<PlatformServer> {
  const { data } = options
  const platform = await createPlatform(options)
  let serving: Serving | undefined
  const close = async () => {
    await serving?.close()
    await platform.close()
  }
  try {
    const door = closedDoor()
    serving = await servePlatform(door, options)
    platform.listensAt(serving.url)
    const seeded = await accountsToBeginWith(platform, await options.seed())
    keepCredentials(platform, serving.url, seeded, data)
    door.open(platform.handle, platform)
    return { platform, serving, seeded, close }
  } catch (error) {
    await close()
    throw error
  }
}

function servePlatform(
  { handler, direct, upgrade }: Door,
  options: PlatformServerOptions,
): Promise<Serving> {
  const { host, port, socket, outside, log, listen = serve } = options
  const onError = (error: unknown) => log.error({ err: error }, 'a handler failed')
  return listen(handler, {
    ...{ host, port, socket, maxBodyBytes: MAX_BODY_BYTES, outside, onError, direct, upgrade },
  })
}

async function accountsToBeginWith(platform: Platform, seed: unknown): Promise<SeededAccount[]> {
  if (seed !== undefined) return seedPlatform(platform, seed)
  if (!hasNoAccounts(platform.parts.store)) return []
  const { account, keys } = platform.createAccount({
    email: 'owner@example.test',
    business_name: 'Example',
  })
  return [{ id: account.id, email: account.email, keys }]
}

function keepCredentials(platform: Platform, url: string, seeded: SeededAccount[], data: string) {
  if (data === IN_MEMORY) return
  writeCredentials(data, credentialsOf(platform, url, seeded, readCredentials(data)))
}
