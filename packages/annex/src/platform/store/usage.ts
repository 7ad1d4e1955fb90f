/** What customers used: written once for each time they say so, added up when somebody asks. */
import type { Store } from './store.js'

/** One piece of news of it. */
export interface Usage {
  /** What was used, by the name its news goes by. */
  readonly name: string
  readonly customer: string
  /** When it was used, Unix seconds. */
  readonly at: number
  readonly value: number
  /** The same within a day is the same news. */
  readonly identifier: string
  /** When we heard of it, Unix seconds. */
  readonly received: number
}

/** Whose usage of what, from `start` up to, but without, `end`. */
export interface Span {
  readonly name: string
  readonly customer: string
  readonly start: number
  readonly end: number
  /** Only what we heard of since the book was there; all of it when left out. */
  readonly after?: number
}

/** All three ways of adding up; zeros where there is nothing. */
export interface Measured {
  readonly count: number
  readonly sum: number
  /** The value of what was used last. */
  readonly last: number
}

/** Everything one account does with its usage in one mode. */
export interface UsageBook {
  add(usage: Usage): void
  /** The news with that identifier that came at `since` (Unix seconds) or later. */
  find(identifier: string, since: number): Usage | undefined
  /** As if that news had never come. */
  cancel(identifier: string, since: number): void
  /** Where the book is now: what comes later has a higher place. */
  place(): number
  measure(span: Span): Measured
  /** The same for each window of `seconds` that has any, the latest first, by where it begins. */
  windows(span: Span, seconds: number): (Measured & { readonly start: number })[]
}

interface Owner {
  readonly account: string
  readonly livemode: boolean
}

export function usageBook(store: Store, { account, livemode }: Owner): UsageBook {
  const owner = [account, livemode ? 1 : 0] as const
  return {
    add({ name, customer, at, value, identifier, received }) {
      store.run(
        `insert into usage (account, livemode, name, customer, at, value, identifier, received)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[...owner, name, customer, at, value, identifier, received],
      )
    },
    find: (identifier, since) =>
      store.get<Usage>(
        `select name, customer, at, value, identifier, received from usage
          where account = ? and livemode = ? and identifier = ? and received >= ?
            and canceled = 0`,
        ...[...owner, identifier, since],
      ),
    cancel(identifier, since) {
      store.run(
        `update usage set canceled = 1
          where account = ? and livemode = ? and identifier = ? and received >= ?`,
        ...[...owner, identifier, since],
      )
    },
    place: () =>
      store.get<{ place: number | null }>('select max(seq) as place from usage')?.place ?? 0,
    measure(span) {
      const [all] = measured(store, owner, span, span.end - span.start)
      return all ?? { count: 0, sum: 0, last: 0 }
    },
    windows: (span, seconds) => measured(store, owner, span, seconds),
  }
}

// With a bare column beside max(), SQLite takes it from the row that has the maximum; of two in one
// second that is the one we heard of last. It is a real since JavaScript can't count that far.
const MEASURED = `
  select first + (at - first) / width * width as start, count(*) as count, sum(value) as sum,
         value as last, max((at - first) * 4294967296 + seq) * 1.0 as newest
    from (select cast(? as integer) as first, cast(? as integer) as width)
    join usage
   where account = ? and livemode = ? and name = ? and customer = ? and at >= ? and at < ?
     and seq > ? and canceled = 0
   group by 1
   order by 1 desc`

function measured(
  store: Store,
  owner: readonly [string, number],
  { name, customer, start, end, after = 0 }: Span,
  seconds: number,
) {
  return store.all<Measured & { start: number }>(
    MEASURED,
    ...[start, seconds, ...owner, name, customer, start, end, after],
  )
}
