/** The jobs of this room. */
import { jobKind, type JobData } from '../jobs/kind.js'

type OfConnection = JobData & { generation: number }

/** With the generation: what waits for an earlier connection must not stand in the way of this one's. */
function keyOf({ account, livemode, generation }: OfConnection): string {
  return `${account} ${livemode} ${generation}`
}

/** Reads some pages of one kind's list; the run in the store says where it stands. */
export const backfillJob = jobKind<OfConnection & { kind: string }>({
  name: 'backfill',
  ...{ here: 8, perAccount: 4, deadlineSeconds: 3600 },
  keyOf: (data) => `${keyOf(data)} ${data.kind}`,
})

/** Reads again what was asked for, until nothing of the connection is left. */
export const rereadJob = jobKind<OfConnection>({
  name: 'reread',
  ...{ here: 8, perAccount: 1, deadlineSeconds: 900 },
  keyOf,
})

/** Looks for what is on no list, once a kind's list was read. */
export const unlistedJob = jobKind<OfConnection & { kind: string }>({
  name: 'unlisted',
  ...{ here: 2, perAccount: 1, deadlineSeconds: 900 },
  keyOf: (data) => `${keyOf(data)} ${data.kind}`,
})

/** Reads the events we may have missed. */
export const catchUpJob = jobKind<OfConnection>({
  name: 'catch_up',
  ...{ here: 4, perAccount: 1, deadlineSeconds: 3600 },
  keyOf,
})

/** Compares a sample of the account's objects with Stripe. @param seed which sample */
export const auditJob = jobKind<OfConnection & { seed: string }>({
  name: 'audit',
  ...{ here: 2, perAccount: 1, deadlineSeconds: 900 },
  keyOf,
})

/** An object that differed at a first look. */
export interface Suspect {
  kind: string
  object: string
  /** Fingerprint of what Stripe said then, or that it was gone. */
  said: string
}

/** Looks at suspects again, once what was on its way has arrived. */
export const confirmDriftJob = jobKind<OfConnection & { suspects: Suspect[] }>({
  name: 'confirm_drift',
  ...{ here: 2, perAccount: 1, deadlineSeconds: 900 },
})

/** Tells the app's own code of an event. One that fails holds up the events of its object alone. */
export const onEventJob = jobKind<OfConnection & { event: string; object: string }>({
  name: 'on_event',
  ...{ here: 8, perAccount: 4, deadlineSeconds: 300 },
  inOrderOf: (data) => `${keyOf(data)} ${data.object}`,
})
