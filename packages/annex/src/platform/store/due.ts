/** What falls due by itself: a charge's late balance transaction, a refund that fails later. */
import type { Store } from './store.js'

export interface DueRow {
  seq: number
  account: string
  livemode: number
  /** The test clock that `at` is a time of; empty for the platform's own. */
  clock: string
  at: number
  task: string
  id: string
}

/** One row for each task and object; asking again moves it. */
export function insertDue(
  store: Store,
  due: Omit<DueRow, 'seq' | 'livemode'> & { livemode: boolean },
): void {
  store.run(
    `insert into due (account, livemode, clock, at, task, id) values (?, ?, ?, ?, ?, ?)
     on conflict (account, livemode, task, id) do update
        set at = excluded.at, clock = excluded.clock`,
    ...[due.account, due.livemode ? 1 : 0, due.clock, due.at, due.task, due.id],
  )
}

/** Takes the first that falls due on `clock` at or before `upTo` (Unix seconds) off the list. */
export function takeNextDue(store: Store, upTo: number, clock = ''): DueRow | undefined {
  return store.get<DueRow>(
    `delete from due
      where seq = (select seq from due where clock = ? and at <= ? order by at, seq limit 1)
      returning *`,
    ...[clock, upTo],
  )
}

/** When the next one falls due by the platform's clock, whenever that is. */
export function nextDueAt(store: Store): number | undefined {
  return store.get<{ at: number }>("select at from due where clock = '' order by at, seq limit 1")
    ?.at
}

/** What was to happen on a test clock that is gone. */
export function deleteDueOf(store: Store, clock: string): void {
  store.run('delete from due where clock = ?', clock)
}
