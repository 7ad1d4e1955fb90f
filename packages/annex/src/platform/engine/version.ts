/** What the engine asks of an API version other than the one objects are kept in; `versions/` answers. */
import type { Operation } from '../../catalogue/catalogue.js'
import type { Kind, Kinds } from '../../catalogue/kinds.js'
import type { Fields } from '../../catalogue/schema.js'
import type { Params } from './behaviour.js'
import type { Where } from './unit-of-work.js'

/** Both by the name a request gave in `Stripe-Version`, undefined when it gave none. */
export interface Versions {
  /** Undefined where objects are shown as they are kept. */
  viewAt(version: string | undefined): View | undefined
  dialectAt(version: string | undefined): Dialect | undefined
}

/** How an older version shows objects. */
export interface View {
  /** The fields of a kind then, for expansion. */
  fieldsOf(kind: Kind): Fields
  /** The object as it looked then, with every object that is embedded in it. */
  show(object: object, look: Look): object
}

/** How requests were written then. */
export interface Dialect {
  parametersOf(operation: Operation): Fields
  /** The same request in today's words. */
  translate(operation: Operation, params: Params): Params
}

/** Other objects of the same account: an older shape may hold what is kept elsewhere today. */
export interface Look {
  find<K extends Kind>(kind: K, id: string): Kinds[K] | undefined
  list<K extends Kind>(kind: K, where: Where): Kinds[K][]
}
