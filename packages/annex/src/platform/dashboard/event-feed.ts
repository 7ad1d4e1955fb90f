/** Tells open pages that an account has new events, a few times a second at most. */
import type { Timers } from '../../core/timers.js'
import type { Store } from '../store/store.js'
import type { Place } from './context.js'

export interface EventFeed {
  /** Calls `heard` after commits with events of this account and mode. @returns how to stop */
  follow(place: Place, heard: () => void): () => void
}

/** A burst of changes becomes one look at the store. */
const GATHER_MS = 150

/** Make one for a store: its listeners cannot be taken off again. */
export function eventFeed(store: Store, timers: Timers): EventFeed {
  const followers = new Map<string, Set<() => void>>()
  const changed = new Set<string>()
  let waiting = false

  store.onEvent(({ account, livemode }) => {
    const key = keyOf({ account, livemode: livemode === 1 })
    if (followers.has(key)) changed.add(key)
  })
  store.afterCommit(() => {
    if (changed.size === 0 || waiting) return
    waiting = true
    timers.after(GATHER_MS, tell)
  })

  function tell(): void {
    waiting = false
    const keys = [...changed]
    changed.clear()
    for (const key of keys) followers.get(key)?.forEach((heard) => heard())
  }

  return {
    follow(place, heard) {
      const key = keyOf(place)
      const all = followers.get(key) ?? new Set()
      followers.set(key, all.add(heard))
      return () => {
        all.delete(heard)
        if (all.size === 0) followers.delete(key)
      }
    },
  }
}

function keyOf({ account, livemode }: Place): string {
  return `${account} ${livemode}`
}
