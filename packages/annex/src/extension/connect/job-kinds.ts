/** The connect room's jobs: what they are called, how they are sent, and who does them. */
import type { Jobs } from '../jobs/jobs.js'
import { jobKind } from '../jobs/kind.js'
import type { Lease } from '../jobs/lease.js'
import type { GenerationKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { runConnectJob } from './jobs.js'
import type { ConnectJob, ConnectNews, ConnectParts, LossReport } from './parts.js'
import type { PurgeParts } from './purge.js'

/** Stripe gave no clear answer; the queue asks again, later each time. */
class NotYetClear extends Error {}

const keyOf = ({ account, livemode, generation }: GenerationKey) =>
  `${account} ${livemode} ${generation}`

const purgeJob = jobKind<GenerationKey>({
  name: 'purge',
  ...{ here: 2, perAccount: 1, deadlineSeconds: 3600 },
  keyOf,
})

const deauthorizeJob = jobKind<GenerationKey>({
  name: 'deauthorize',
  ...{ here: 2, perAccount: 1, deadlineSeconds: 60 },
  keyOf,
})

const confirmLossJob = jobKind<LossReport>({
  name: 'confirm_loss',
  ...{ here: 4, perAccount: 1, deadlineSeconds: 60 },
  keyOf: (report) => `${keyOf(report)} ${report.grants}`,
})

const onConnectJob = jobKind<ConnectNews>({
  name: 'on_connect',
  ...{ here: 4, perAccount: 1, deadlineSeconds: 300 },
})

const onDisconnectJob = jobKind<GenerationKey>({
  name: 'on_disconnect',
  ...{ here: 4, perAccount: 1, deadlineSeconds: 300 },
})

/** Kept by the transaction that causes it (J1). */
export function sendConnectJob(jobs: Jobs, tx: Queryable, job: ConnectJob): Promise<void> {
  switch (job.name) {
    case 'purge':
      return jobs.send(tx, { kind: purgeJob, data: job.data })
    case 'deauthorize':
      return jobs.send(tx, { kind: deauthorizeJob, data: job.data })
    case 'confirm_loss':
      return jobs.send(tx, { kind: confirmLossJob, data: job.data })
    case 'on_connect':
      return jobs.send(tx, { kind: onConnectJob, data: job.data })
    case 'on_disconnect':
      return jobs.send(tx, { kind: onDisconnectJob, data: job.data })
    default:
      return job satisfies never
  }
}

/** Declares this room's jobs, so it comes before `jobs.start`. */
export function handleConnectJobs(jobs: Jobs, parts: ConnectParts & PurgeParts): void {
  const does = (job: ConnectJob, lease: Lease) => run(job, lease, parts)
  jobs.handle(purgeJob, (data, lease) => does({ name: 'purge', data }, lease))
  jobs.handle(deauthorizeJob, (data, lease) => does({ name: 'deauthorize', data }, lease))
  jobs.handle(confirmLossJob, (data, lease) => does({ name: 'confirm_loss', data }, lease))
  jobs.handle(onConnectJob, (data, lease) => does({ name: 'on_connect', data }, lease))
  jobs.handle(onDisconnectJob, (data, lease) => does({ name: 'on_disconnect', data }, lease))
}

async function run(
  job: ConnectJob,
  { signal, attempt }: Lease,
  parts: ConnectParts & PurgeParts,
): Promise<void> {
  const end = await runConnectJob(job, { ...parts, signal, attempt })
  if (end === 'again' && !signal.aborted) throw new NotYetClear('Stripe gave no clear answer yet.')
}
