/** A job while we hold it: a deadline, a heartbeat, and the right to write (J2, J3, J5). */
import type { PgBoss } from 'pg-boss'
import type { Timers } from '../../core/timers.js'
import type { Queryable } from '../store/database.js'
import { forgetDeaths, isHeld, type Attempt } from '../store/job-leases.js'
import { affectedBy } from './boss.js'

/** Another worker has the job, or may have: what this one still wants to write must not be written. */
class LeaseLost extends Error {}

/** What a handler gets beside its data. */
export interface Lease {
  /** Aborted when the lease is lost, the deadline passed, or the process wants to stop. */
  readonly signal: AbortSignal
  /** 1 the first time. */
  readonly attempt: number
  /** In every transaction that writes. @throws LeaseLost when the job is no longer ours */
  hold(tx: Queryable): Promise<void>
  /**
   * The same, where what `tx` writes need not be done again: a job that gets on is not the one that
   * ends the process (J4). Where one did, `signal` is aborted then: the job begins anew, as any other.
   */
  advance(tx: Queryable): Promise<void>
}

/** Half of what a silent worker is given before its job goes to another one. */
const BEAT_MS = 5000

export interface KeptLease extends Lease {
  /** Rejects when the job is no longer ours. */
  readonly lost: Promise<never>
  /** It got on: nothing is held against it, and the next suspect waits to be alone. */
  readonly isCleared: boolean
  /** Stops the heartbeat. */
  end(): void
}

export interface LeaseTools {
  boss: PgBoss
  timers: Timers
  /** Aborted when the process wants to stop. */
  stopping: AbortSignal
  /** The process that had the job before died. */
  isSuspect: boolean
}

export function keepLease(
  held: Attempt,
  { boss, timers, stopping, isSuspect }: LeaseTools,
  deadlineSeconds: number,
): KeptLease {
  const [own, cleared] = [new AbortController(), new AbortController()]
  const lost = Promise.withResolvers<never>()
  lost.promise.catch(() => undefined)
  own.signal.addEventListener('abort', () => lost.reject(own.signal.reason))
  const overdue = timers.after(deadlineSeconds * 1000, () =>
    own.abort(new LeaseLost(`The job took longer than ${deadlineSeconds} s.`)),
  )
  let beat = timers.after(BEAT_MS, () => void touch())

  async function touch(): Promise<void> {
    const touched = await boss.touch(held.name, [held]).catch(() => undefined)
    if (own.signal.aborted) return
    if (touched && affectedBy(touched) === 0)
      own.abort(new LeaseLost('Another worker has the job.'))
    else beat = timers.after(BEAT_MS, () => void touch())
  }

  async function hold(tx: Queryable): Promise<void> {
    if (own.signal.aborted) throw own.signal.reason
    if (!(await isHeld(tx, held))) throw new LeaseLost('Another worker has the job.')
  }

  return {
    signal: AbortSignal.any([own.signal, stopping, cleared.signal]),
    lost: lost.promise,
    get isCleared() {
      return cleared.signal.aborted
    },
    attempt: held.retryCount + 1,
    hold,
    async advance(tx) {
      await hold(tx)
      if (!isSuspect) return
      await forgetDeaths(tx, held)
      cleared.abort(new Error('Nothing is held against the job any more.'))
    },
    end() {
      overdue.cancel()
      beat.cancel()
      own.abort(new LeaseLost('The job is over.'))
    },
  }
}
