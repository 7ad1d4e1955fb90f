/** Word that something of an account changed, from any process to the pages open in this one. */
import type { AccountKey } from '../store/connections.js'
import type { Database } from '../store/database.js'
import { onChange } from '../store/news.js'

export interface Hub {
  /** @param only the account to hear of; every account when left out. @returns how to stop */
  follow(heard: () => void, only?: AccountKey): () => void
  close(): Promise<void>
}

/** One listener towards the store, however many pages are open. */
export async function openHub(database: Database): Promise<Hub> {
  const followers = new Set<(key: AccountKey) => void>()
  const stop = await onChange(database, (key) => followers.forEach((tell) => tell(key)))
  return {
    follow(heard, only) {
      const tell = (key: AccountKey) => {
        if (!only || isSame(key, only)) heard()
      }
      followers.add(tell)
      return () => void followers.delete(tell)
    },
    close: stop,
  }
}

function isSame(one: AccountKey, other: AccountKey): boolean {
  return one.account === other.account && one.livemode === other.livemode
}
