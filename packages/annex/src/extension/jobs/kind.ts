/** A kind of job, as the room that does the work declares it; the queue knows none by name. */
import type { AccountKey } from '../store/connections.js'

/** Whose work it is: what fairness is measured by, and what a disconnect removes (R5, J6). */
export type JobData = AccountKey & { generation?: number }

export interface JobKind<Data extends JobData> {
  readonly name: string
  /** How many one process does at once. */
  readonly here: number
  /** How many of one account are done at once, over all processes. */
  readonly perAccount: number
  /** A handler that takes longer has lost its lease and its slot (J5). */
  readonly deadlineSeconds: number
  /** Jobs with the same key that wait are one job; it may wait while another one runs. */
  readonly keyOf?: (data: Data) => string
  /**
   * In place of a key: jobs of the same word are each done by itself, in the order they were sent. One
   * that waits to be tried again holds up those behind it, one that failed for good no longer does.
   */
  readonly inOrderOf?: (data: Data) => string
}

/** Declares a kind. The type of its data travels with it, from `send` to the handler. */
export function jobKind<Data extends JobData>(kind: JobKind<Data>): JobKind<Data> {
  return kind
}
