/** The billing room's jobs: what they are called, how they are sent, and who does them. */
import type { Jobs } from '../jobs/jobs.js'
import { jobKind, type JobData } from '../jobs/kind.js'
import type { Queryable } from '../store/database.js'
import { catchUp } from './catch-up.js'
import { endBilling } from './end.js'
import type { Billed, BillingJob, BillingNews } from './parts.js'
import { settle, type SettleParts } from './settle.js'

/** It is our own account's work: what a disconnect removes of the other's must leave it. */
const OWN = 'own'

const keyOf = ({ billed, livemode }: Billed) => `${billed} ${livemode}`

const settleJob = jobKind<JobData & Billed>({
  name: 'billing_settle',
  ...{ here: 4, perAccount: 8, deadlineSeconds: 120 },
  keyOf,
})

const endJob = jobKind<JobData & Billed>({
  name: 'billing_end',
  ...{ here: 2, perAccount: 4, deadlineSeconds: 120 },
  keyOf,
})

const tellJob = jobKind<JobData & Billed & BillingNews>({
  name: 'on_billing_change',
  ...{ here: 4, perAccount: 8, deadlineSeconds: 300 },
})

const catchUpJob = jobKind<JobData>({
  name: 'billing_catch_up',
  ...{ here: 1, perAccount: 1, deadlineSeconds: 900 },
  keyOf: ({ livemode }) => `${livemode}`,
})

/** Kept by the transaction that causes it (J1). */
export function sendBillingJob(jobs: Jobs, tx: Queryable, job: BillingJob): Promise<void> {
  switch (job.name) {
    case 'settle':
      return jobs.send(tx, { kind: settleJob, data: { account: OWN, ...job.data } })
    case 'end':
      return jobs.send(tx, { kind: endJob, data: { account: OWN, ...job.data } })
    case 'tell':
      return jobs.send(tx, { kind: tellJob, data: { account: OWN, ...job.data } })
    default:
      return job satisfies never
  }
}

export function sendCatchUp(jobs: Jobs, tx: Queryable, livemode: boolean): Promise<void> {
  return jobs.send(tx, { kind: catchUpJob, data: { account: OWN, livemode } })
}

/** Declares this room's jobs, so it comes before `jobs.start`. */
export function handleBillingJobs(jobs: Jobs, parts: SettleParts): void {
  jobs.handle(settleJob, (data) => runBillingJob({ name: 'settle', data }, parts))
  jobs.handle(endJob, (data) => runBillingJob({ name: 'end', data }, parts))
  jobs.handle(tellJob, (data) => runBillingJob({ name: 'tell', data }, parts))
  jobs.handle(catchUpJob, (_, lease) => catchUp(lease.signal, parts))
}

export async function runBillingJob(job: BillingJob, parts: SettleParts): Promise<void> {
  const key = { account: job.data.billed, livemode: job.data.livemode }
  switch (job.name) {
    case 'settle':
      await settle(key, parts)
      return
    case 'end':
      return endBilling(key, parts)
    case 'tell':
      await parts.hooks.onBillingChange?.(key, job.data)
      return
    default:
      return job satisfies never
  }
}
