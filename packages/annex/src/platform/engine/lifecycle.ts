/** A status machine and its news as one table: `lifecycleOf()`. */
import type { EventType } from '../../catalogue/kinds.js'

/** One event, or several that say the same (`refund.updated`, `charge.refund.updated`). */
export type News = EventType | readonly EventType[]

/** The shape every object with a lifecycle shares. */
export interface WithStatus {
  id: string
  status?: string | null
}

/** Decides by the object. Method syntax, so that tables of all kinds fit into one list. */
type NewsOf<T, Answer> = { decide(object: T, before: T): Answer }['decide']

/** `to` says where the verb may lead, from each status alike or by status; left out, the status stays. */
export interface Move {
  readonly from: readonly string[]
  readonly to?: readonly string[] | Readonly<Record<string, readonly string[]>>
}

/**
 * Which verb runs in which status, and what each change announces. At most one row of news applies
 * to a change: entering a status first, then the first changed field found in `changing`, then
 * `changed`. Left out, `created`, `changed` and `deleted` are `<kind>.created`, `<kind>.updated` and
 * `<kind>.deleted` where the catalogue knows such events; `null` silences them.
 */
export interface Lifecycle<T> {
  readonly verbs?: Readonly<Record<string, Move>>
  /** What to say when `verb` is asked for in a status it may not run from, in Stripe's own words. */
  refusal?(verb: string, object: T): Error
  readonly created?: News | null | NewsOf<T, News | null>
  readonly entering?: Readonly<Record<string, News>>
  readonly changing?: { readonly [Field in keyof T]?: News | NewsOf<T, News> }
  readonly changed?: News | null | NewsOf<T, News | null>
  readonly deleted?: News | null | NewsOf<T, News | null>
}

/** Names the object's type once, so that the table is checked against it. */
export function lifecycleOf<T extends WithStatus>(table: Lifecycle<T>): Lifecycle<T> {
  return table
}

/** Whether the table lets `verb` run on `object` as it is. */
export function mayRun<T extends WithStatus>(
  table: Lifecycle<T>,
  verb: string,
  object: T,
): boolean {
  return table.verbs?.[verb]?.from.includes(object.status ?? '') ?? true
}

/** Where `move` may lead from `status`. */
export function targetsOf({ to = [] }: Move, status: string): readonly string[] {
  return isList(to) ? to : (to[status] ?? [])
}

function isList(to: NonNullable<Move['to']>): to is readonly string[] {
  return Array.isArray(to)
}
