/** The extension put together: store, jobs, rooms and handler, over one configuration. */
import { join } from 'node:path'
import type { Stripe } from 'stripe'
import type { Log } from '../../core/log.js'
import type { Outside } from '../../core/outside.js'
import { createApp, type Handler } from '../app.js'
import type { ExtensionConfig } from '../config.js'
import { disconnect } from '../connect/disconnect.js'
import { keepHouse } from '../connect/housekeeping.js'
import type { ConsoleParts } from '../console/parts.js'
import { createJobs, type Jobs } from '../jobs/jobs.js'
import type { Access } from '../people/access.js'
import { DEFAULT_BRAND } from '../people/brand.js'
import { openSetup, type Setup } from '../people/setup.js'
import { isLoopback } from '../people/this-machine.js'
import type { PeopleTools } from '../people/tools.js'
import { routesUnder } from '../routes.js'
import type { Database } from '../store/database.js'
import { readHashKey } from '../store/hash-key.js'
import { openDatabase } from '../store/open.js'
import { clientFor } from '../stripe/client.js'
import type { MirrorSource } from './account-mirror.js'
import { accountsOf, getConnection, type Accounts } from './accounts.js'
import { billingOf, type Billing } from './billing.js'
import { changesOf, type Changes } from './changes.js'
import { createMetrics, type Metrics } from './metrics.js'
import { openHub, type Hub } from './hub.js'
import type { ExtensionOptions } from './options.js'
import { joinRooms, type Rooms } from './rooms.js'

export interface OpenExtension {
  readonly handler: Handler
  readonly accounts: Accounts
  readonly billing: Billing
  readonly mirror: MirrorSource
  readonly changes: Changes
  readonly setup: Setup | undefined
  stripeFor(account: string): Promise<Stripe>
  /** Begins to do jobs and schedules in this process. */
  work(): Promise<void>
  /** Finishes what is in hand; 10 s at most. */
  close(): Promise<void>
}

/** What every part below is made of. */
export interface Ground {
  config: ExtensionConfig
  options: ExtensionOptions
  outside: Outside
  log: Log
  database: Database
  hashKey: Uint8Array
  jobs: Jobs
  metrics: Metrics
}

export async function openExtension(
  config: ExtensionConfig,
  options: ExtensionOptions,
  { outside, log }: { outside: Outside; log: Log },
): Promise<OpenExtension> {
  const database = await openStore(config, outside, log)
  try {
    const keys = { ring: config.keyRing, random: outside.random }
    const hashKey = await readHashKey(database, keys)
    const metrics = createMetrics(database, outside)
    const ended = metrics.jobEnded.bind(metrics)
    const jobs = createJobs({ database, outside, log, ended })
    return await openRooms({ config, options, outside, log, database, hashKey, jobs, metrics })
  } catch (error) {
    await database.close()
    throw error
  }
}

function openStore(config: ExtensionConfig, outside: Outside, log: Log): Promise<Database> {
  const inMemory = config.data === ':memory:'
  const directory = inMemory ? ':memory:' : join(config.data, 'extension')
  return openDatabase({ url: config.database ?? undefined, directory, outside, log })
}

async function openRooms(ground: Ground): Promise<OpenExtension> {
  const { database, jobs, log, metrics, config } = ground
  const rooms = joinRooms(ground)
  const hub = await openHub(database)
  const people = peopleTools(ground)
  const setup = await openSetup(people)
  const closing = new AbortController()
  const consoleParts = consoleOf(rooms, { people, hub, closing: closing.signal })
  const handler = createApp({
    ...{ connect: rooms.connect, people, setup, log, console: consoleParts },
    metrics: { metrics, token: config.metricsToken, alone: isAlone(config) },
    receive: (request) => rooms.sync.receive(request),
  })
  const background = backgroundOf(rooms, ground)
  await jobs.start({ work: false })
  return {
    handler,
    setup,
    accounts: accountsOf({ ...rooms, metrics }),
    billing: billingOf(rooms),
    mirror: {
      ...{ database, mirrors: rooms.mirrors },
      connection: (account) => getConnection(account, rooms.connect),
    },
    changes: changesOf(rooms.sync),
    stripeFor: async (account) =>
      clientFor(await getConnection(account, rooms.connect), rooms.stripe),
    work: () => background.start(),
    async close() {
      closing.abort()
      await background.stop()
      await hub.close()
      await database.close()
    },
  }
}

function backgroundOf({ sync, connect, billing }: Rooms, { jobs, log }: Ground) {
  const stops: (() => void)[] = []
  return {
    async start() {
      await jobs.start()
      stops.push(sync.schedule(), keepHouse(connect, log))
      if (billing) stops.push(billing.schedule())
    },
    async stop() {
      stops.forEach((stop) => stop())
      await jobs.stop()
    },
  }
}

function peopleTools({ config, options, database, outside, hashKey }: Ground): PeopleTools {
  return {
    access: accessOf(config, options),
    brand: options.brand ?? DEFAULT_BRAND,
    ...{ database, outside, hashKey },
    routes: routesUnder(config.publicUrl),
    secure: config.publicUrl.protocol === 'https:',
  }
}

/** Without a password only where nobody else can come: in development, on this machine. */
export function accessOf(config: ExtensionConfig, { allow }: ExtensionOptions): Access {
  if (allow) return { kind: 'host', allow }
  return { kind: isAlone(config) ? 'open' : 'password' }
}

function isAlone({ production, publicUrl }: ExtensionConfig): boolean {
  return !production && isLoopback(publicUrl.hostname)
}

function consoleOf(
  { sync, connect, deadJobs, billing }: Rooms,
  { people, hub, closing }: { people: PeopleTools; hub: Hub; closing: AbortSignal },
): ConsoleParts {
  return {
    people,
    sync: {
      progressOf: (key) => sync.progressOf(key),
      lastCheck: (key) => sync.lastCheck(key),
      syncNow: (connection) => sync.syncNow(connection),
      follow: (key, heard) => hub.follow(heard, key),
    },
    failedJobs: deadJobs,
    billing,
    disconnect: async (connection) => void (await disconnect(connection, connect)),
    followConnections: (heard) => hub.follow(heard),
    closing,
  }
}
