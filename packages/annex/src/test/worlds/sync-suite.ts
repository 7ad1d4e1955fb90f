/** What every suite about the mirror begins with: a store for all its tests, and for each a shop and a world. */
import { after, afterEach, before, beforeEach } from 'node:test'
import type { KindProgress } from '../../extension/sync/progress.js'
import type { StoreKind, TestStore } from '../suites/stores.js'
import { openShop, type Shop } from './shop.js'
import { syncWorld, type SyncWorld, type SyncWorldOptions } from './sync.js'

export interface SyncSuite {
  readonly store: TestStore
  /** Connects the account. What is told of options goes before what the suite told of all. */
  open: (options?: Partial<SyncWorldOptions>) => Promise<SyncWorld>
  /** To its end, whatever that is. */
  backfill: (kinds?: string[], again?: boolean) => Promise<void>
  /** An object as the mirror has it. */
  body: (kind: string, id: string) => Promise<Record<string, unknown> | undefined>
  /** How far a table has come: `customers`. */
  progress: (table: string) => Promise<KindProgress | undefined>
}

/** Where a suite keeps what changes from test to test. */
export interface Given {
  shop: (shop: Shop) => void
  world?: (world: SyncWorld) => void
}

/** Call it inside `describe`. @param options of every world of the suite */
export function syncSuiteOver(
  kind: StoreKind,
  given: Given,
  options: Partial<SyncWorldOptions> = {},
): SyncSuite {
  let store: TestStore
  let shop: Shop
  let world: SyncWorld | undefined
  before(async () => {
    store = await kind.make()
  })
  after(() => store.remove())
  beforeEach(async () => {
    shop = await openShop()
    given.shop(shop)
  })
  afterEach(async () => {
    await world?.close()
    world = undefined
    await shop.close()
  })

  const opened = (): SyncWorld => {
    if (!world) throw new Error('The test has not opened its world.')
    return world
  }
  return {
    get store() {
      return store
    },
    async open(own = {}) {
      world = await syncWorld({ database: store.database, shop, ...options, ...own })
      given.world?.(world)
      return world
    },
    async backfill(kinds, again = false) {
      const current = opened()
      const { database, sync, key } = current
      await database.transaction((tx) => sync.startBackfill(tx, key, { kinds, again }))
      await current.settled()
    },
    async body(name, id) {
      const { sync, key } = opened()
      return (await sync.getObject(key, name, id))?.body
    },
    async progress(table) {
      const { sync, key } = opened()
      return (await sync.progressOf(key)).find((run) => run.kind === table)
    },
  }
}
