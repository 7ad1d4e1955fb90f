/** Lists of the mirror for an app: one kind of one account, by its columns, newest first. */
import type { KnownTable } from '../mirror/table.js'
import type { GenerationKey } from './connections.js'
import type { Queryable } from './database.js'
import type { MirroredObject } from './mirrored.js'

/** A column of ours, never a caller's word, and what it must be. */
export interface Condition {
  column: string
  operator: '=' | '<' | '<=' | '>' | '>=' | 'is null' | 'any'
  value: unknown
}

export interface Listing {
  table: KnownTable
  conditions: readonly Condition[]
  limit: number
  /** The last object of the page before. */
  after: Pick<MirroredObject, 'id' | 'created'> | undefined
}

/** Those that are there. The order is that of the table's index, so a page costs what it shows. */
export function listPage(
  db: Queryable,
  { account, livemode, generation }: GenerationKey,
  { table, conditions, limit, after }: Listing,
): Promise<MirroredObject[]> {
  const values: unknown[] = [account, livemode, generation, limit]
  const place = (value: unknown) => `$${values.push(value)}`
  const clauses = [
    ...conditions.map((condition) => clauseOf(condition, place)),
    ...(after ? [behind(after, place)] : []),
  ]
  return db.query<MirroredObject>(
    `select id, created, deleted, sec, obs, body
       from stripe.${table}
      where account = $1 and livemode = $2 and generation = $3 and not deleted
        ${clauses.map((clause) => `and ${clause}`).join('\n        ')}
      order by created desc, id desc
      limit $4`,
    values,
  )
}

function clauseOf({ column, operator, value }: Condition, place: (value: unknown) => string) {
  if (operator === 'is null') return `${column} is null`
  if (operator === 'any') return `${column} = any (${place(value)})`
  return `${column} ${operator} ${place(value)}`
}

/** Where nothing has a time, as with a kind that carries none, the id alone is the order. */
function behind({ id, created }: NonNullable<Listing['after']>, place: (value: unknown) => string) {
  if (created === null) return `(created is not null or id < ${place(id)})`
  const second = place(created)
  return `created <= ${second} and (created < ${second} or id < ${place(id)})`
}
