/** Which events a change announces: a kind's lifecycle table, read. */
import type { EventType, Kind } from '../../catalogue/kinds.js'
import type { Lifecycle, News } from './lifecycle.js'
import { own, sameValue } from './previous-attributes.js'
import { usualEvent } from './usual-event.js'

type Table<T> = Lifecycle<T> | undefined

export function newsOfCreation<T>(kind: Kind, table: Table<T>, object: T): readonly EventType[] {
  const { created } = table ?? {}
  if (created === undefined) return usual(kind, 'created')
  return told(created, object, object)
}

/** Entering a status first, then the first changed field the table names, then `changed`. */
export function newsOfChange<T extends object>(
  kind: Kind,
  table: Table<T>,
  change: { before: T; after: T },
): readonly EventType[] {
  const entered = enteredStatus(change)
  const news =
    (entered === undefined ? undefined : table?.entering?.[entered]) ?? newsOfFields(table, change)
  if (news !== undefined) return all(news)
  const { changed } = table ?? {}
  if (changed === undefined) return usual(kind, 'updated')
  return told(changed, change.after, change.before)
}

export function newsOfDeletion<T>(kind: Kind, table: Table<T>, object: T): readonly EventType[] {
  const { deleted } = table ?? {}
  if (deleted === undefined) return usual(kind, 'deleted')
  return told(deleted, object, object)
}

/** What a row of the table says, be it the news or what decides about them. */
function told<T>(
  row: News | null | ((object: T, before: T) => News | null),
  object: T,
  before: T,
): readonly EventType[] {
  return all(typeof row === 'function' ? row(object, before) : row)
}

function enteredStatus(change: { before: object; after: object }): string | undefined {
  const [was, is] = [statusOf(change.before), statusOf(change.after)]
  return was === is ? undefined : is
}

/** The `status` field, of kinds that have one. */
export function statusOf(object: object): string | undefined {
  return 'status' in object && typeof object.status === 'string' ? object.status : undefined
}

function newsOfFields<T extends object>(
  table: Table<T>,
  { before, after }: { before: T; after: T },
): News | undefined {
  type Row = News | ((object: T, before: T) => News) | undefined
  for (const [field, news] of Object.entries<Row>(table?.changing ?? {})) {
    if (news === undefined || sameValue(own(before, field), own(after, field))) continue
    return typeof news === 'function' ? news(after, before) : news
  }
  return undefined
}

function usual(kind: Kind, what: 'created' | 'updated' | 'deleted'): readonly EventType[] {
  const type = usualEvent(kind, what)
  return type === undefined ? [] : [type]
}

function all(news: News | null): readonly EventType[] {
  return news === null ? [] : typeof news === 'string' ? [news] : news
}
