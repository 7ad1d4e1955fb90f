/** One delivery from due to settled: sign, send, and write down what came of it. */
import type { Clock } from '../../core/clock.js'
import type { Log } from '../../core/log.js'
import type { Outside } from '../../core/outside.js'
import type { KeyRing } from '../../core/seal.js'
import { recordAttempt } from '../store/attempts.js'
import { isUnchanged, markDelivered, markFailed, type DueDelivery } from '../store/deliveries.js'
import { findEndpoint, noteFailing, type EndpointRow } from '../store/endpoints.js'
import type { Store } from '../store/store.js'
import { attempt, type Outcome } from './attempt.js'
import { disableEndpoint } from './disable.js'
import type { Egress } from './egress.js'
import { payloadOf } from './payload.js'
import { nextTry } from './schedule.js'
import { signingSecrets } from './secrets.js'

/** An endpoint that answered nothing well for this long is disabled (reliability D5). */
const PATIENCE = 5 * 24 * 3600

export interface DeliverTools {
  store: Store
  outside: Pick<Outside, 'clock' | 'timers' | 'random'>
  egress: Egress
  keyRing: KeyRing
  log: Log
  /** The clock receivers check signatures by; the machine's, also where the platform's is moved. */
  signingClock: Clock
}

/** @param stopped aborted when the house closes: what was under way stays owed */
export async function deliver(
  delivery: DueDelivery,
  endpoint: EndpointRow,
  tools: DeliverTools,
  stopped: AbortSignal,
): Promise<void> {
  const { keyRing, outside } = tools
  const message = {
    url: endpoint.url,
    body: payloadOf(delivery, endpoint.connect === 1),
    secrets: signingSecrets(endpoint, keyRing, outside.clock.now()),
    about: { endpoint: endpoint.id, account: delivery.event.account },
  }
  const started = outside.timers.elapsedMs()
  const outcome = await attempt(message, { ...tools, timers: outside.timers }, stopped)
  if (stopped.aborted) return
  await settle(delivery, outcome, Math.round(outside.timers.elapsedMs() - started), tools)
}

/** Under the commit of whoever comes at that time: a sync for each would hold the process. */
async function settle(
  delivery: DueDelivery,
  outcome: Outcome,
  duration_ms: number,
  tools: DeliverTools,
): Promise<void> {
  const { store, outside } = tools
  const now = outside.clock.now()
  const next = outcome.kind === 'accepted' ? null : nextAfter(delivery, outcome, outside)
  const isKept = await store.together(() => {
    if (!isUnchanged(store, delivery)) return false
    store.transaction(() => keep(delivery, outcome, { duration_ms, now, next }, store))
    return true
  })
  if (isKept) {
    writeLine(delivery, outcome, { duration_ms, next_attempt_at: next }, tools.log)
  }
}

function keep(
  delivery: DueDelivery,
  outcome: Outcome,
  { duration_ms, now, next }: { duration_ms: number; now: number; next: number | null },
  store: Store,
): void {
  recordAttempt(store, {
    ...{ delivery: delivery.id, number: delivery.attempts + 1, at: now, duration_ms },
    status: outcome.kind === 'unreachable' ? null : outcome.status,
    outcome: outcome.kind === 'unreachable' ? outcome.reason : outcome.kind,
    answer: outcome.kind === 'unreachable' ? null : outcome.answer,
  })
  if (outcome.kind === 'accepted') markDelivered(store, delivery.id, now)
  else markFailed(store, delivery.id, next)
  judge(delivery.endpoint, outcome, now, store)
}

function nextAfter(delivery: DueDelivery, outcome: Outcome, outside: DeliverTools['outside']) {
  const { livemode, created } = delivery.event
  const failed = {
    ...{ livemode: livemode === 1, attempts: delivery.attempts + 1, eventCreated: created },
    retryAfter: outcome.kind === 'unreachable' ? null : outcome.retryAfter,
  }
  return nextTry(failed, outside.clock.now(), outside.random)
}

/** What the outcome says about the endpoint itself. It may have been deleted meanwhile. */
function judge(id: string, outcome: Outcome, now: number, store: Store): void {
  const endpoint = findEndpoint(store, id)
  if (!endpoint || endpoint.status === 'disabled') return
  if (outcome.kind === 'accepted') return noteFailing(store, id, null)
  noteFailing(store, id, now)
  if (outcome.kind === 'rejected' && outcome.status === 410)
    disableEndpoint(store, endpoint, 'gone')
  else if (endpoint.failing_since !== null && now - endpoint.failing_since >= PATIENCE)
    disableEndpoint(store, endpoint, 'failing')
}

/** The canonical line of a delivery attempt (reliability K6). */
function writeLine(
  delivery: DueDelivery,
  outcome: Outcome,
  timing: { duration_ms: number; next_attempt_at: number | null },
  log: Log,
): void {
  const { id, type, account, livemode } = delivery.event
  log.info(
    {
      ...{ delivery: delivery.id, endpoint: delivery.endpoint, event: id, type, account },
      ...{ livemode: livemode === 1, attempt: delivery.attempts + 1 },
      status: outcome.kind === 'unreachable' ? null : outcome.status,
      outcome: outcome.kind === 'unreachable' ? outcome.reason : outcome.kind,
      ...timing,
    },
    'delivery',
  )
}
