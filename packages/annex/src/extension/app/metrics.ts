/** Figures about the whole extension: what this process counted, and how the store stands. */
import { apiVersion } from '../../catalogue/catalogue.js'
import { Counter, Histogram, type Family, type Sample } from '../../core/metrics.js'
import type { Outside } from '../../core/outside.js'
import type { Database } from '../store/database.js'
import { readGauges, type Gauges, type JobCount } from '../store/gauges.js'
import { PER_SECOND } from '../stripe/pace.js'
import { storeTrouble } from './health.js'

/** What the rooms tell of as it happens. */
export interface Meter {
  webhookAnswered(status: number, seconds: number): void
  jobEnded(kind: string, outcome: string, seconds: number): void
}

export interface Metrics extends Meter {
  /** As they are now. Asked by several at once, the store is asked once. */
  families(): Promise<Family[]>
}

/** Stripe waits ten seconds and more for an answer; ours should be there in a tenth of one. */
const ANSWER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** Catch-up comes by every ten minutes; after half an hour something is wrong. */
const LAG_SECONDS = [300, 900, 1800, 3600, 6 * 3600, 24 * 3600]

export function createMetrics(database: Database, outside: Outside): Metrics {
  const own = processMetrics()
  let asking: Promise<Family[]> | undefined
  return {
    ...own.meter,
    async families() {
      asking ??= storeFamilies(database, outside).finally(() => (asking = undefined))
      return [...(await asking), ...own.families()]
    },
  }
}

function processMetrics() {
  const answers = new Counter({
    name: 'annex_webhooks_total',
    help: 'Webhooks this process answered, by HTTP status.',
  })
  const took = new Histogram(
    { name: 'annex_webhook_seconds', help: 'How long answers to webhooks took.' },
    ANSWER_SECONDS,
  )
  const jobs = new Counter({
    name: 'annex_jobs_total',
    help: 'Jobs this process ended, by kind and outcome.',
  })
  const busy = new Counter({
    name: 'annex_job_seconds_total',
    help: 'Time this process spent on jobs, by kind.',
  })
  const meter: Meter = {
    webhookAnswered(status, seconds) {
      answers.add({ status: String(status) })
      took.observe(seconds)
    },
    jobEnded(kind, outcome, seconds) {
      jobs.add({ kind, outcome })
      busy.add({ kind }, seconds)
    },
  }
  return { meter, families: () => [answers, took, jobs, busy].map((one) => one.family()) }
}

/** A store that can't be asked is a figure too. */
async function storeFamilies(database: Database, outside: Outside): Promise<Family[]> {
  const began = outside.timers.elapsedMs()
  const isUp = (await storeTrouble(database, outside.timers)) === undefined
  const up = gauge('annex_store_up', 'Whether the store answers within a second.', Number(isUp), {
    kind: database.kind,
  })
  if (!isUp) return [up]
  const now = outside.clock.now()
  const about = { now, bounds: LAG_SECONDS, perSecond: PER_SECOND, version: apiVersion() }
  const gauges = await readGauges(database, about)
  const seconds = (outside.timers.elapsedMs() - began) / 1000
  const took = gauge('annex_store_gather_seconds', 'How long it took to read these.', seconds)
  return [up, took, ...gaugesOf(gauges, now)]
}

function gaugesOf(gauges: Gauges, now: number): Family[] {
  const { connections, runs, accounts, rereads, purges, checks, jobs, consumers } = gauges
  const { counts, largest } = gauges.lag
  const ofKinds = (value: (job: JobCount) => number): Sample[] =>
    jobs.map((job) => ({ labels: { kind: job.kind }, value: value(job) }))
  return [
    states('annex_connections', 'Connected accounts by state.', connections),
    family(
      'annex_accounts_behind',
      'Active accounts whose events are surely all known only up to longer ago than this.',
      LAG_SECONDS.map((bound, n) => ({
        labels: { seconds: String(bound) },
        value: counts.slice(n + 1).reduce((sum, count) => sum + count, 0),
      })),
    ),
    gauge('annex_behind_max_seconds', 'How long ago that is for the one furthest behind.', largest),
    gauge(
      'annex_last_event_timestamp_seconds',
      'When a webhook of any account was last kept; 0 when none ever was.',
      accounts.lastEventAt ?? 0,
    ),
    states('annex_backfill_runs', 'Histories by state, one for each account and kind.', runs),
    gauge(
      'annex_backfill_runs_outdated',
      'Histories read at an older version of the API, not begun anew yet.',
      gauges.outdated,
    ),
    gauge('annex_accounts_reading', 'Accounts whose history is not whole.', accounts.reading),
    gauge(
      'annex_accounts_out_of_budget',
      'Accounts whose calls a second are used up at this moment.',
      accounts.withoutBudget,
    ),
    family('annex_rereads', 'Objects to be read again: asked for, or failed before.', [
      { labels: { state: 'waiting' }, value: rereads.waiting },
      { labels: { state: 'failing' }, value: rereads.failing },
    ]),
    gauge('annex_purges', 'Disconnected accounts whose rows are being removed.', purges),
    gauge(
      'annex_audit_objects',
      'Objects compared with Stripe when each account was last looked at.',
      checks.compared,
    ),
    gauge('annex_audit_drift', 'Of them, those that differed for certain.', checks.drifted),
    gauge(
      'annex_audit_age_max_seconds',
      'How long ago that began for the account it is longest for.',
      checks.oldest === null ? 0 : now - checks.oldest,
    ),
    family(
      'annex_jobs_waiting',
      'Jobs not begun, or to be tried again.',
      ofKinds((job) => job.waiting),
    ),
    family(
      'annex_jobs_running',
      'Jobs in hand, in all processes.',
      ofKinds((job) => job.running),
    ),
    family(
      'annex_jobs_dead',
      'Jobs given up until somebody replays them.',
      ofKinds((job) => job.dead),
    ),
    family(
      'annex_jobs_oldest_seconds',
      'How long the first of the jobs that are due has waited.',
      ofKinds((job) => job.oldest),
    ),
    family(
      'annex_feed_unread',
      'Changes a consumer has not dealt with.',
      consumers.map(({ name, unread }) => ({ labels: { consumer: name }, value: unread })),
    ),
  ]
}

function family(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, help, type: 'gauge', samples }
}

function gauge(name: string, help: string, value: number, labels = {}): Family {
  return family(name, help, [{ labels, value }])
}

function states(name: string, help: string, rows: readonly { state: string; count: number }[]) {
  const samples = rows.map(({ state, count }) => ({ labels: { state }, value: count }))
  return family(name, help, samples)
}
