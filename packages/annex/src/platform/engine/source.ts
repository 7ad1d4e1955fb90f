/** Where expansion finds objects, and lists of what belongs to one. */
import { isKind, kind as entryOf } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import type { Schema } from '../../catalogue/schema.js'
import { listObjects } from '../store/object-list.js'
import { findObject } from '../store/objects.js'
import { referenceTo } from './back-reference.js'
import type { Engine } from './context.js'
import type { Source } from './expand.js'
import { filterFor } from './filters.js'
import { lookAround } from './look.js'
import { listUrl } from './list-url.js'
import type { UnitOfWork } from './unit-of-work.js'
import type { View } from './version.js'

/** How many children an expanded list shows, as a list asked for without `limit` would. */
const SHOWN_CHILDREN = 10

export function sourceOf(engine: Engine, work: UnitOfWork, view?: View): Source {
  const { account, livemode } = work.caller
  return {
    fieldsOf: (kind) => view?.fieldsOf(kind) ?? entryOf(kind).fields,
    load(kind, id) {
      const object = work.find(kind, id)
      if (object !== undefined) return asShown(engine, kind, object, work, view)
      const row = findObject(engine.store, { account, livemode, kind }, id)
      return row === undefined ? undefined : JSON.parse(row.body)
    },
    include(kind, object, field) {
      const behaviour = engine.behaviours.get(kind)
      const own = behaviour?.include?.(stored(object), field, work)
      const value = own ?? childrenOf(engine, { kind, object, field }, work)
      if (view === undefined || typeof value !== 'object' || value === null) return value
      return view.show(value, lookAround(engine.store, work.caller))
    },
  }
}

/** The object as it reads, in the version asked for. */
export function asShown(
  engine: Engine,
  kind: Kind,
  object: object,
  work: UnitOfWork,
  view: View | undefined,
): object {
  const read = asRead(engine, kind, object, work)
  return view === undefined ? read : view.show(read, lookAround(engine.store, work.caller))
}

/** The object with what its kind computes on reading. */
function asRead(engine: Engine, kind: Kind, object: object, work: UnitOfWork): object {
  return engine.behaviours.get(kind)?.read?.(stored(object), work) ?? object
}

// Objects come out of the store untyped; their `object` field has said which kind they are.
function stored<T>(object: object): T {
  return object as T
}

interface Place {
  readonly kind: Kind
  readonly object: object
  readonly field: string
}

/** `charge.refunds`: the refunds whose `charge` it is. */
function childrenOf(engine: Engine, place: Place, work: UnitOfWork): object | undefined {
  const child = childKind(entryOf(place.kind).fields.get(place.field)?.schema)
  const back = child === undefined ? undefined : referenceTo(child, place.kind)
  if (child === undefined || back === undefined || !('id' in place.object)) return undefined
  const id = String(place.object.id)
  const { account, livemode } = work.caller
  const rows = listObjects(
    engine.store,
    { account, livemode, kind: child },
    { ...filterFor(child, { [back]: id }), limit: SHOWN_CHILDREN + 1 },
  )
  const data = rows
    .slice(0, SHOWN_CHILDREN)
    .map((row) => asRead(engine, child, JSON.parse(row.body), work))
  return {
    object: 'list',
    data,
    has_more: rows.length > data.length,
    url: listUrl(place.kind, id, place.field),
  }
}

function childKind(schema: Schema | undefined): Kind | undefined {
  const items = schema?.type === 'list' ? schema.items : undefined
  return items?.type === 'kind' ? asKind(items.kinds[0]) : undefined
}

function asKind(name: string | undefined): Kind | undefined {
  return name !== undefined && isKind(name) ? name : undefined
}
