/** GET of a list: newest first, a page at a time, filtered by what the parameters name. */
import { kind as entryOf } from '../../../catalogue/catalogue.js'
import type { Kind } from '../../../catalogue/kinds.js'
import { pageOfObjects } from '../../store/object-list.js'
import { findObject } from '../../store/objects.js'
import type { Engine } from '../context.js'
import { filtersFrom } from '../filters.js'
import { resourceMissing } from '../refusals/objects.js'
import type { Asked } from '../route.js'
import type { UnitOfWork } from '../unit-of-work.js'
import type { Body } from './body.js'
import { pageOf } from './page.js'
import { parentOf } from './parent.js'

export function list(engine: Engine, kind: Kind, asked: Asked, work: UnitOfWork): Body {
  const { account, livemode } = work.caller
  const place = { account, livemode, kind }
  const parent = parentOf(engine, kind, asked, work)
  const belonging = parent?.field === undefined ? {} : { [parent.field]: parent.id }
  const page = pageOf(asked.params, (id, param) => {
    // A deleted object still marks its place: somebody may be in the middle of a walk.
    const row = findObject(engine.store, place, id)
    if (row !== undefined) return row
    throw resourceMissing({ noun: entryOf(kind).noun, id, param, inPath: false })
  })
  const { data, hasMore } = pageOfObjects(engine.store, place, {
    ...filtersFrom(engine, kind, { ...filtersOf(asked), ...belonging }, work),
    ...page,
  })
  return { form: 'list', kind, url: asked.url, data, hasMore }
}

function filtersOf({ params }: Asked): Asked['params'] {
  const { limit: _l, starting_after: _s, ending_before: _e, expand: _x, ...filters } = params
  return filters
}
