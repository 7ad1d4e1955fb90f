/** What the console stands on: the app's wiring hands these over once. */
import type { BillingRoom } from '../billing/billing.js'
import type { PeopleTools } from '../people/tools.js'
import type { AccountKey, Connection } from '../store/connections.js'
import type { SyncDoor } from './sync-door.js'

/** A job that failed for good. */
export interface FailedJob {
  id: string
  kind: string
  subject: string | null
  reason: string
  /** Unix seconds. */
  died_at: number
}

export interface FailedJobs {
  list(key: AccountKey): Promise<FailedJob[]>
  replayOf(key: AccountKey): Promise<{ replayed: number }>
}

export interface ConsoleParts {
  people: PeopleTools
  sync: SyncDoor
  failedJobs: FailedJobs
  /** Undefined where nothing is charged. */
  billing?: BillingRoom | undefined
  /** Ends the connection from our side. */
  disconnect(connection: Connection): Promise<void>
  /** Calls `heard` whenever a connection came, went or changed; returns how to stop. */
  followConnections(heard: () => void): () => void
  /** Aborted when the server closes: live pages end then. */
  closing: AbortSignal
}
