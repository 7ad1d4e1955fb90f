/** A process of the extension, put together as `extension/app` does it, in our hands. */
import { createLog } from '../../../core/log.js'
import { seededRandom } from '../../../core/random.js'
import { systemTimers } from '../../../core/timers.js'
import { outsideWith, type Outside } from '../../../core/outside.js'
import { createMetrics } from '../../../extension/app/metrics.js'
import { joinRooms, type Rooms } from '../../../extension/app/rooms.js'
import { readConfig } from '../../../extension/config.js'
import { keepHouse } from '../../../extension/connect/housekeeping.js'
import { createJobs } from '../../../extension/jobs/jobs.js'
import type { Database } from '../../../extension/store/database.js'
import { readHashKey } from '../../../extension/store/hash-key.js'
import { CLIENT_ID } from '../shop-seed.js'
import type { Actor, Machine } from './machine.js'
import type { Network, Receiver } from './network.js'
import type { Store } from './store.js'

export interface Program extends Receiver {
  readonly owner: Actor
  readonly rooms: Rooms
  readonly database: Database
  /** As SIGTERM ends it. */
  stop(): Promise<void>
}

export interface ProgramParts {
  machine: Machine
  store: Store
  network: Network
  /** How far its clock is from the platform's, in seconds. */
  skew: () => number
  secrets: readonly string[]
  kind: Database['kind']
  /** Hears of each event as the host app's own code does. */
  onEvent: (id: string) => void
}

const KEY = `k1:${Buffer.from(seededRandom('key').bytes(32)).toString('base64')}`

const log = createLog('silent', 'storm')

/** Runs as `owner`, who may end before it is begun. */
export function startProgram(owner: Actor, parts: ProgramParts): Promise<Program> {
  return parts.machine.as(owner, () => start(owner, parts))
}

async function start(owner: Actor, parts: ProgramParts): Promise<Program> {
  const { machine, store, kind } = parts
  const database = store.portFor(owner, kind)
  const outside = outsideOf(owner, parts)
  const config = readConfig(settingsWith(parts.secrets), {}, outside.random)
  const hashKey = await readHashKey(database, { ring: config.keyRing, random: outside.random })
  const metrics = createMetrics(database, outside)
  const jobs = createJobs({ database, outside, log })
  const options = { onEvent: ({ id }: { id: string }) => parts.onEvent(id) }
  const rooms = joinRooms({ config, options, outside, log, database, hashKey, jobs, metrics })
  await jobs.start({ work: true })
  const stops = [rooms.sync.schedule(), keepHouse(rooms.connect, log)]
  return {
    ...{ owner, rooms, database },
    receive: (request) => rooms.sync.receive(request),
    stop: () =>
      machine.as(owner, async () => {
        stops.forEach((stop) => stop())
        await jobs.stop()
      }),
  }
}

/** Makes the queues of every room's jobs, as the first start of all does. */
export async function makeQueues(database: Database): Promise<void> {
  const outside = outsideWith()
  const config = readConfig(settingsWith(['whsec_first']), {}, outside.random)
  const jobs = createJobs({ database, outside, log })
  const ground = { config, options: {}, outside, log, database, jobs }
  const metrics = createMetrics(database, outside)
  joinRooms({ ...ground, metrics, hashKey: new Uint8Array(32) })
  await jobs.start({ work: false })
  await jobs.stop()
}

/** The timers are the process's own, which the machine has taken over. */
function outsideOf(owner: Actor, { machine, network, skew }: ProgramParts): Outside {
  const nowMs = () => machine.nowMs() + skew() * 1000
  return {
    clock: { nowMs, now: () => Math.floor(nowMs() / 1000) },
    timers: systemTimers,
    random: seededRandom(`${owner.name} ${machine.random.integer(2 ** 32)}`),
    fetch: network.fetch,
  }
}

function settingsWith(secrets: readonly string[]) {
  return {
    stripe: {
      ...{ secretKey: 'sk_test_ledgerline', clientId: CLIENT_ID, webhookSecret: secrets },
      apiBase: 'http://127.0.0.1:4242',
    },
    ...{ data: ':memory:', publicUrl: 'http://127.0.0.1:4300', encryptionKey: KEY },
    production: false,
  }
}
