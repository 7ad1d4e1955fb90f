/** A fresh connect room for each test of a suite, over one store for all of them. */
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach } from 'node:test'
import { findConnection, type Connection } from '../../extension/store/connections.js'
import type { Database } from '../../extension/store/database.js'
import type { StoreKind, TestStore } from '../suites/stores.js'
import { connectAccount, extensionWorld, type ExtensionWorld } from './extension.js'

export const HARBOUR = { account: 'acct_harbour', livemode: false }

export interface Room {
  readonly world: ExtensionWorld
  readonly database: Database
  /** Connects the account and gives what is kept of it. */
  connected(account?: string): Promise<Connection>
  current(account?: string): Promise<Connection>
}

const EMPTIED = [
  ...['annex.connections', 'annex.purges', 'annex.audit', 'annex.inbox', 'stripe.customers'],
]

/** Call it inside `describe`. */
export function freshRoom({ make }: StoreKind): Room {
  let store: TestStore
  let world: ExtensionWorld
  before(async () => {
    store = await make()
  })
  after(() => store.remove())
  beforeEach(async () => {
    await store.database.exec(EMPTIED.map((table) => `delete from ${table}`).join(';'))
    world = await extensionWorld(store.database)
  })
  afterEach(() => world.close())

  async function current(account = HARBOUR.account): Promise<Connection> {
    const connection = await findConnection(store.database, { account, livemode: false })
    assert.ok(connection)
    return connection
  }

  return {
    get world() {
      return world
    },
    get database() {
      return store.database
    },
    current,
    async connected(account = HARBOUR.account) {
      await connectAccount(world, account)
      return current(account)
    },
  }
}
