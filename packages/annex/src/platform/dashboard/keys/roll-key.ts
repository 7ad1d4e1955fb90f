/** Rolling a key: a new one at once, the old one for as long as its users need to change over. */
import { newApiKey, expireApiKey, insertApiKey, listApiKeys } from '../../store/api-keys.js'
import type { DashboardContext, Place } from '../context.js'

/** How long the old key goes on working, by what the form says. */
const GRACE = { now: 0, hour: 3600, day: 24 * 3600, week: 7 * 24 * 3600 } as const

export type Grace = keyof typeof GRACE

/**
 * @param hash of the key being replaced
 * @returns the new key, which is not seen again; undefined when there is no such living key
 */
export function rollKey(
  context: DashboardContext,
  place: Place,
  rolled: { hash: string; grace: Grace },
): string | undefined {
  const { store, random, hashKey, clock } = context
  const now = clock.now()
  return store.transaction(() => {
    const old = listApiKeys(store, place.account, place.livemode).find(
      (key) => key.hash === rolled.hash,
    )
    if (!old || old.kind === 'restricted') return undefined
    if (!expireApiKey(store, place.account, old.hash, now + GRACE[rolled.grace])) return undefined
    const key = newApiKey(old.kind, place.livemode, random)
    insertApiKey(store, hashKey, { ...place, kind: old.kind, key, created: now })
    return key
  })
}
