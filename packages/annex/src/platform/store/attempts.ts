/** Attempts: each try at a delivery and what came back. */
import type { Store } from './store.js'

export interface AttemptRow {
  delivery: string
  /** From 1. */
  number: number
  at: number
  duration_ms: number
  /** Null: there was no answer. */
  status: number | null
  /** `accepted`, `rejected`, or why it was unreachable. */
  outcome: string
  /** The beginning of the answer's body (reliability D7). */
  answer: string | null
}

export function recordAttempt(store: Store, attempt: AttemptRow): void {
  const { delivery, number, at, duration_ms, status, outcome, answer } = attempt
  store.run(
    `insert into attempts (delivery, number, at, duration_ms, status, outcome, answer)
     values (?, ?, ?, ?, ?, ?, ?)`,
    ...[delivery, number, at, duration_ms, status, outcome, answer],
  )
}

/** In the order they were made. */
export function listAttempts(store: Store, delivery: string): AttemptRow[] {
  return store.all('select * from attempts where delivery = ? order by number', delivery)
}
