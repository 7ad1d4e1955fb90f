/** What the dashboard is built from; `app.ts` puts it together once. */
import type { Log } from '../../core/log.js'
import type { KeyRing } from '../../core/seal.js'
import type { Timers } from '../../core/timers.js'
import type { PeopleTools } from '../people/tools.js'
import type { PeopleEnv } from '../people/visitor.js'
import type { PlatformClock } from '../time/platform-clock.js'
import type { Trouble } from '../trouble/trouble.js'
import type { EventRow } from '../store/store.js'
import type { Context } from 'hono'
import type { EventFeed } from './event-feed.js'

/** Whose data, and in which mode: every query here carries both. */
export interface Place {
  readonly account: string
  readonly livemode: boolean
}

/** One API request on behalf of the person who is signed in, without HTTP. */
export interface PerformRequest extends Place {
  readonly method: 'POST' | 'DELETE'
  /** `/v1/refunds` */
  readonly path: string
  readonly params?: Readonly<Record<string, unknown>>
  /** For a page that only looks: it is no request of anybody's. */
  readonly quiet?: boolean
}

type Perform = (request: PerformRequest) => { status: number; body: unknown }

export interface DashboardContext extends PeopleTools {
  timers: Timers
  /** Tells of news of an account. */
  feed: EventFeed
  log: Log
  /** Opens the signing secrets of webhook endpoints. */
  keyRing: KeyRing
  perform: Perform
  webhooks: {
    resend(event: EventRow, endpoint?: string): string[]
    recover(endpoint: string, range: { from: number; to: number }): number
  }
  /** Requests are written down in bundles; a page about them wants the last one too. */
  requests: { flush(): void }
  /** Where people and programs reach this platform, without a slash at the end. */
  baseUrl: () => string
  /** Where the data is: a path, or `:memory:`. */
  storage: string
  /** The whole platform's: reading how it runs, and moving it ahead. */
  platformClock: PlatformClock
  /** What goes wrong on purpose. */
  trouble: Pick<Trouble, 'isOn' | 'state'>
  /** Whether it runs for others than its makers. */
  production: boolean
  /** Aborted when the server closes: live pages end. */
  closing: AbortSignal
}

export type DashboardEnv = PeopleEnv
export type PageContext = Context<DashboardEnv>
