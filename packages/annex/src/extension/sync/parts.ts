/** What syncing stands on: the app's wiring hands these over once. */
import type { Log } from '../../core/log.js'
import type { Outside } from '../../core/outside.js'
import type { Secret } from '../../core/secret.js'
import type { Jobs } from '../jobs/jobs.js'
import type { Choice } from '../mirror/choice.js'
import type { GenerationKey } from '../store/connections.js'
import type { Database, Queryable } from '../store/database.js'
import type { StripeParts } from '../stripe/client.js'
import type { StripeEvent } from './event.js'

/** An event about the application itself, as the rooms that own connections need it. */
export interface ApplicationEvent {
  account: string
  livemode: boolean
  /** `ca_…`: `data.object.id`. */
  application: string
  /** The event's own second. */
  created: number
}

export interface SyncHooks {
  /** `account.application.deauthorized`, in the transaction that keeps the event. */
  deauthorized(tx: Queryable, event: ApplicationEvent): Promise<void>
  /** A call was refused because the account is no longer ours to read (B9, C6). */
  accessRefused(key: GenerationKey): Promise<unknown>
  /** Stripe answered, which ends a run of refusals. */
  accessGranted(key: GenerationKey): Promise<unknown>
  /** An event of the extension's own account, in the transaction that keeps it. */
  own?(tx: Queryable, event: StripeEvent): Promise<void>
  /** The app's own. Runs at least once for each event, those of one object in turn, never before it is kept. */
  onEvent?(event: StripeEvent): Promise<void> | void
}

export interface SyncParts {
  database: Database
  outside: Outside
  jobs: Jobs
  stripe: StripeParts
  /** What is mirrored. */
  mirrors: Choice
  webhookSecrets: readonly Secret[]
  hooks: SyncHooks
  log: Log
  /** Hears of each webhook that was answered. */
  answered?: (status: number, seconds: number) => void
  /** Objects a page of a list asks for: 100, the most there is, unless told. */
  pageLimit?: number | undefined
}
