/** How far a history has come, in the words people wait for. */
import type { KindProgress } from './sync-door.js'

/** `Up to date` once every kind is done. */
export function stateWords(progress: readonly KindProgress[]): string {
  const states = progress.map((kind) => kind.state)
  if (states.length === 0) return 'Waiting'
  if (states.every((state) => state === 'done')) return 'Up to date'
  if (states.includes('paused')) return 'Paused'
  return states.includes('running') ? 'Reading' : 'Waiting'
}
