/** Which seeds a store has had, so that starting again with the same one changes nothing. */
import type { Store } from './store.js'

export function isApplied(store: Store, name: string): boolean {
  return store.get('select 1 from applied_seeds where name = ?', name) !== undefined
}

export function markApplied(store: Store, name: string, now: number): void {
  store.run('insert or ignore into applied_seeds (name, applied) values (?, ?)', name, now)
}
