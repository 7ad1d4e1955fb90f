/** A platform in memory set aside and brought back, the time on its clock included. */
import type { HeldClock } from '../core/clock.js'
import type { PlatformParts } from './app.js'
import { IN_MEMORY } from './config.js'
import { emptyStore, takeSnapshot } from './store/snapshots.js'

export interface Snapshot {
  /** Makes the platform what it was, as often as wanted. Nothing that happened since remains. */
  restore(): void
  /** Frees the memory it takes. */
  forget(): void
}

/** @throws TypeError for a platform that keeps its data in a directory */
export function snapshotOf(parts: PlatformParts, held: HeldClock | undefined): Snapshot {
  onlyInMemory(parts)
  parts.engine.requests.flush()
  const stored = takeSnapshot(parts.store)
  const time = held?.now()
  return {
    restore() {
      parts.engine.requests.flush()
      stored.restore()
      if (time !== undefined) held?.turnBack(time)
      parts.webhooks.wake()
    },
    forget: () => stored.forget(),
  }
}

/** @throws TypeError for a platform that keeps its data in a directory */
export function forgetAll(parts: PlatformParts): void {
  onlyInMemory(parts)
  parts.engine.requests.flush()
  emptyStore(parts.store)
}

// Whoever keeps data in a directory wants it kept.
function onlyInMemory({ data }: PlatformParts): void {
  if (data === IN_MEMORY) return
  throw new TypeError(
    `This platform keeps its data in ${data}. Only one in memory can be set back.`,
  )
}
