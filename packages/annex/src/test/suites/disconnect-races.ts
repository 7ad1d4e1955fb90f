/** Disconnects, events, pages and reconnects in any order leave no row of an ended stretch. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { seededRandom, type Random } from '../../core/random.js'
import { disconnect } from '../../extension/connect/disconnect.js'
import { runConnectJob } from '../../extension/connect/jobs.js'
import { accessRefused, hearDeauthorized } from '../../extension/connect/loss.js'
import { findConnection, type GenerationKey } from '../../extension/store/connections.js'
import { listPurges } from '../../extension/store/purges.js'
import { connectAccount, extensionWorld, START } from '../worlds/extension.js'
import type { ExtensionWorld } from '../worlds/extension.js'
import { countRows, writeEvent, writePage } from '../worlds/rows.js'
import type { StoreKind, TestStore } from './stores.js'

const SEEDS = 20
const STEPS = 40

export function disconnectRaceSuite({ name, make }: StoreKind): void {
  describe(`disconnect races, kept in ${name}`, () => {
    let store: TestStore
    before(async () => (store = await make()))
    after(() => store.remove())

    for (let seed = 1; seed <= SEEDS; seed++) {
      it(`leave nothing of an ended stretch: seed ${seed}`, async (test) => {
        const world = await extensionWorld(store.database)
        test.after(() => world.close())
        const account = `acct_race${seed}`
        const seen = await race(world, account, seededRandom(seed))

        const end = await findConnection(store.database, { account, livemode: false })
        const key = { account, livemode: false }
        const old = await countRows(store.database, key, end?.generation)
        assert.equal(old, 0, seen.join(' '))
        assert.deepEqual(await listPurges(store.database), [])
        assert.ok(end === undefined || end.state !== 'purging')
      })
    }
  })
}

/** Starts every step without waiting for the one before, then lets all work come to its end. */
async function race(world: ExtensionWorld, account: string, random: Random): Promise<string[]> {
  const { database } = world.parts
  const key = { account, livemode: false }
  await connectAccount(world, account)
  // Workers go on with what they knew when they began, however long ago it ended.
  const known: GenerationKey[] = []
  const learn = async () => {
    const now = await findConnection(database, key)
    if (now) known.push(now)
    return now
  }
  await learn()
  const aKnown = () => known[random.integer(known.length)] ?? { ...key, generation: 0 }

  const steps: Record<string, () => Promise<unknown>> = {
    page: () => writePage(database, aKnown(), 5 + random.integer(50)),
    event: () => writeEvent(database, aKnown(), `evt_${random.integer(20)}`),
    disconnect: async () => {
      const now = await learn()
      if (now && now.state !== 'purging') await disconnect(now, world.parts)
    },
    deauthorized: async () => {
      if (random.integer(2) === 0) world.stripe.connected.delete(account)
      const event = { ...key, application: 'ca_test_ledgerline', created: START - 1 }
      await database.transaction((tx) => hearDeauthorized(tx, event, world.parts))
    },
    refused: () => accessRefused(aKnown(), world.parts),
    reconnect: async () => {
      await connectAccount(world, account)
      await learn()
    },
    work: () => runOne(world),
  }
  const names = Object.keys(steps)
  const seen = Array.from({ length: STEPS }, () => names[random.integer(names.length)] ?? 'work')
  const running: Promise<unknown>[] = []
  for (const name of seen) {
    running.push(steps[name]?.() ?? Promise.resolve())
    // Some steps find the one before still running, some find it done.
    if (random.integer(3) === 0) await running.at(-1)
  }
  await Promise.all(running)
  while (world.jobs.length > 0) await runOne(world)
  return seen
}

async function runOne(world: ExtensionWorld): Promise<void> {
  const job = world.jobs.shift()
  if (job) await runConnectJob(job, world.parts)
}
