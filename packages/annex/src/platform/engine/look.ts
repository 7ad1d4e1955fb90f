/** Reading the objects of one account without a unit of work, for views of older versions. */
import { kind as entryOf } from '../../catalogue/catalogue.js'
import type { Kind, Kinds } from '../../catalogue/kinds.js'
import { listObjects } from '../store/object-list.js'
import type { Store } from '../store/store.js'
import { filterFor } from './filters.js'
import type { Scope, Where } from './unit-of-work.js'
import type { Look } from './version.js'
import { writesTo } from './writes.js'

/** No limit, to SQLite. */
const ALL = -1

/** What is deleted is not found, as for a verb; what only expansion shows is left out. */
export function lookAround(store: Store, { account, livemode }: Scope): Look {
  const writes = writesTo(store)
  return {
    find<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
      const row = writes.find({ account, livemode, kind }, id)
      return row === undefined || row.deleted === 1 ? undefined : parsed(kind, row.body)
    },
    list<K extends Kind>(kind: K, where: Where): Kinds[K][] {
      const place = { account, livemode, kind }
      writes.settle(place)
      const rows = listObjects(store, place, { ...filterFor(kind, where), limit: ALL })
      return rows.map((row) => parsed(kind, row.body))
    },
  }
}

function parsed<K extends Kind>(kind: K, body: string): Kinds[K] {
  const object: Kinds[K] = JSON.parse(body)
  const { fields } = entryOf(kind)
  for (const name in object) if (fields.get(name)?.includable) delete object[name]
  return object
}
