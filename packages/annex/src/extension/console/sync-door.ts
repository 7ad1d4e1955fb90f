/** What the console asks of the mirror. */
import type { Connection, GenerationKey } from '../store/connections.js'

/** How far one kind has come. */
export interface KindProgress {
  /** `payment_intents`, as in `stripe.payment_intents`. */
  kind: string
  state: 'waiting' | 'running' | 'done' | 'paused'
  /** Why it paused, in words for people. */
  reason: string | null
  /** Rows in the mirror now, whoever brought them. */
  objects: number
  /** Of each table that holds what lists inside them hold. */
  inside: readonly { kind: string; objects: number }[]
  /** `created` of the oldest object read so far, Unix seconds. */
  reached: number | null
  started_at: number | null
  finished_at: number | null
}

/** The last sample that was compared with Stripe. */
export interface SpotCheck {
  /** Unix seconds. */
  at: number
  compared: number
  drifted: number
}

export interface SyncDoor {
  progressOf(key: GenerationKey): Promise<KindProgress[]>
  lastCheck(key: GenerationKey): Promise<SpotCheck | undefined>
  /** Catches up on events, then reads all kinds again from the newest on. */
  syncNow(connection: Connection): Promise<void>
  /** Calls `heard` whenever rows of the account may have changed; returns how to stop. */
  follow(key: GenerationKey, heard: () => void): () => void
}
