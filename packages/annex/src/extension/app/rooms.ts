/** The rooms that need each other, joined: connecting begins a backfill, an event ends a connection. */
import type { Stripe } from 'stripe'
import type { BillingRoom } from '../billing/billing.js'
import { accessToken } from '../connect/access-token.js'
import { handleConnectJobs, sendConnectJob } from '../connect/job-kinds.js'
import { accessGranted, accessRefused, hearDeauthorized } from '../connect/loss.js'
import type { ConnectHooks, ConnectParts, OAuthSettings } from '../connect/parts.js'
import type { PurgeParts } from '../connect/purge.js'
import { choose, type Choice } from '../mirror/choice.js'
import { routesUnder } from '../routes.js'
import { deleteJobsBefore } from '../store/job-leases.js'
import { insertTimelineEntry } from '../store/timeline.js'
import type { StripeParts } from '../stripe/client.js'
import { probeAccess } from '../stripe/read.js'
import type { SyncHooks } from '../sync/parts.js'
import { createSync, type Sync } from '../sync/sync.js'
import { summaryOf } from './accounts.js'
import { openBilling } from './billing.js'
import { deadJobsOf, type DeadJobs } from './dead-jobs.js'
import type { ExtensionConfig } from '../config.js'
import type { Ground } from './open.js'
import type { Hooks } from './options.js'

export interface Rooms {
  connect: ConnectParts & PurgeParts
  sync: Sync
  mirrors: Choice
  deadJobs: DeadJobs
  stripe: StripeParts
  /** Undefined where nothing is charged. */
  billing: BillingRoom | undefined
}

/** Declares every room's jobs on the way, so it comes before `jobs.start`. */
export function joinRooms(ground: Ground): Rooms {
  const stripe = stripeParts(ground)
  const billing = openBilling(ground, stripe)
  const connect: Rooms['connect'] = {
    settings: oauthSettings(ground.config),
    ...{ database: ground.database, outside: ground.outside, hashKey: ground.hashKey },
    keyRing: ground.config.keyRing,
    hooks: connectHooks(ground.options),
    enqueue: (tx, job) => sendConnectJob(ground.jobs, tx, job),
    async connected(tx, connection, renewed) {
      const what = renewed ? 'renewed' : 'connected'
      const details = { scope: connection.scope }
      await insertTimelineEntry(tx, connection, { at: ground.outside.clock.now(), what, details })
      await sync.startBackfill(tx, connection)
    },
    ...(billing && { disconnected: (tx, key) => billing.disconnected(tx, key) }),
    probe: (connection) => probeAccess(connection, stripe),
    forgetJobs: deleteJobsBefore,
  }
  const mirrors = choose(ground.config.mirror.kinds)
  const sync = createSync({
    ...{ database: ground.database, outside: ground.outside, jobs: ground.jobs, log: ground.log },
    stripe,
    mirrors,
    webhookSecrets: ground.config.stripe.webhookSecrets,
    answered: (status, seconds) => ground.metrics.webhookAnswered(status, seconds),
    hooks: {
      deauthorized: (tx, event) => hearDeauthorized(tx, event, connect),
      accessRefused: (key) => accessRefused(key, connect),
      accessGranted: (key) => accessGranted(key, connect),
      ...eventHook(ground.options),
      ...(billing && {
        own: (tx, { type, livemode, data }) =>
          billing.hear(tx, { type, livemode, object: data.object }),
      }),
    },
  })
  handleConnectJobs(ground.jobs, connect)
  const deadJobs = deadJobsOf({ jobs: ground.jobs, sync, database: ground.database })
  return { connect, sync, mirrors, deadJobs, stripe, billing }
}

function stripeParts({ config, outside, database }: Ground): StripeParts {
  const { secretKey, apiBase } = config.stripe
  return {
    ...{ secretKey, apiBase, outside, database },
    accessToken: (key) => accessToken(key, { database, keyRing: config.keyRing }),
  }
}

function oauthSettings({ stripe, publicUrl, scope }: ExtensionConfig): OAuthSettings {
  const { clientId, secretKey, connectBase, livemode } = stripe
  const redirectUri = routesUnder(publicUrl).absolute('callback')
  return { clientId, secretKey, connectBase, redirectUri, scope, livemode }
}

function eventHook(app: Hooks): Pick<SyncHooks, 'onEvent'> {
  if (!app.onEvent) return {}
  // Its signature was checked, so it is what Stripe says an event is.
  return { onEvent: (event) => app.onEvent?.(event as unknown as Stripe.Event) }
}

function connectHooks(app: Hooks): ConnectHooks {
  return {
    ...(app.onConnect && {
      onConnect: (connection, { renewed, app_state }) =>
        app.onConnect?.({ account: summaryOf(connection), renewed, state: app_state }),
    }),
    ...(app.onDisconnect && { onDisconnect: (gone) => app.onDisconnect?.(gone) }),
  }
}
