/** Events as the API reads them: thirty days back, newest first, stable within a second (D8). */
import type { EventRow, Store, Value } from './store.js'

/** How long an event can be found after it happened. */
const KEPT_SECONDS = 30 * 24 * 3600

export interface ListedEvent extends EventRow {
  seq: number
  /** How many endpoints have not answered it well yet. */
  pending: number
}

export interface EventQuery {
  readonly account: string
  readonly livemode: boolean
  readonly now: number
  /** Exact, or `invoice.*`; any of them. Empty: all types. */
  readonly types: readonly string[]
  /** By comparison: `>=` → Unix seconds. */
  readonly created: Readonly<Partial<Record<'<' | '<=' | '>' | '>=' | '=', number>>>
  /** True: delivered to all; false: at least one endpoint still waits or was given up. */
  readonly delivered?: boolean
  readonly cursor?: { direction: 'after' | 'before'; row: Pick<ListedEvent, 'created' | 'seq'> }
  readonly limit: number
}

// An application's own (de)authorization is told to its endpoints, not listed to the account.
const VISIBLE = `account = ? and livemode = ? and application is null and created > ?`

const PENDING = `(select count(*) from deliveries d
                   where d.event = events.id and d.status <> 'delivered')`

type Scope = Pick<EventQuery, 'account' | 'livemode' | 'now'>

export function findEvent(store: Store, scope: Scope, id: string): ListedEvent | undefined {
  return store.get<ListedEvent>(
    `select *, ${PENDING} as pending from events where id = ? and ${VISIBLE}`,
    ...[id, ...visibleTo(scope)],
  )
}

/** Newest first, except behind a `before` cursor, where the nearest come first. */
export function listEvents(store: Store, query: EventQuery): ListedEvent[] {
  const conditions = [VISIBLE]
  const values: Value[] = visibleTo(query)
  if (query.types.length > 0) {
    conditions.push(`(${query.types.map(() => 'type glob ?').join(' or ')})`)
    values.push(...query.types.map(asGlob))
  }
  for (const [operator, at] of Object.entries(query.created)) {
    conditions.push(`created ${operator} ?`)
    values.push(at)
  }
  if (query.delivered !== undefined) conditions.push(`${PENDING} ${query.delivered ? '=' : '>'} 0`)
  const backwards = query.cursor?.direction === 'before'
  if (query.cursor) {
    conditions.push(`(created, seq) ${backwards ? '>' : '<'} (?, ?)`)
    values.push(query.cursor.row.created, query.cursor.row.seq)
  }
  const direction = backwards ? 'asc' : 'desc'
  return store.all<ListedEvent>(
    `select *, ${PENDING} as pending from events
      where ${conditions.join(' and ')}
      order by created ${direction}, seq ${direction}
      limit ? + 0`,
    ...[...values, query.limit],
  )
}

function visibleTo({ account, livemode, now }: Scope): Value[] {
  return [account, livemode ? 1 : 0, now - KEPT_SECONDS]
}

/** Only `*` means anything in a type; the rest of glob's signs are looked for as they are. */
function asGlob(type: string): string {
  return type.replace(/[[?]/g, '[$&]')
}
