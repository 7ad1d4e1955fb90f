/** From what an operation gave to the text of the answer. */
import { isKind } from '../../catalogue/catalogue.js'
import type { Engine } from './context.js'
import { expandObject } from './expand.js'
import type { Tree } from './expand-paths.js'
import {
  alone,
  layOut,
  layOutList,
  layOutListed,
  layOutSearch,
  LIST_SEPARATOR,
} from '../../core/layout.js'
import { lookAround } from './look.js'
import type { Body } from './operations/body.js'
import type { Asked } from './route.js'
import { asShown, sourceOf } from './source.js'
import type { UnitOfWork } from './unit-of-work.js'
import type { OpenUnit } from './unit.js'

/** How the answer is asked for: what is expanded, and in which version. */
type Wanted = Pick<Asked, 'expand' | 'view'>

/** Texts from the store go out as they are, unless a version, expansion or reading changes them. */
export function render(engine: Engine, body: Body, wanted: Wanted, work: OpenUnit): string {
  const { expand, view } = wanted
  if (body.form === 'object') {
    const object = shown(engine, body.object, wanted, work)
    const kept = work.textOf(object)
    return kept === undefined ? layOut(object) : alone(kept)
  }
  const below = body.form === 'list' ? expand.get('data') : expand
  const asStored =
    view === undefined && !below?.size && engine.behaviours.get(body.kind)?.read === undefined
  if (body.form === 'text') {
    return asStored ? alone(body.text) : layOut(shown(engine, JSON.parse(body.text), wanted, work))
  }
  if (asStored) return listed(body)
  const objects: object[] = JSON.parse(`[${body.data}]`)
  const texts = objects.map((object) => {
    return layOutListed(shown(engine, object, { view, expand: below ?? NOTHING }, work))
  })
  return listed({ ...body, data: texts.join(LIST_SEPARATOR) })
}

function listed(body: Body & { form: 'list' }): string {
  return body.search === undefined ? layOutList(body) : layOutSearch(body, body.search)
}

const NOTHING: Tree = new Map()

function shown(engine: Engine, object: object, wanted: Wanted, work: UnitOfWork): object {
  const { expand, view } = wanted
  const kind = 'object' in object ? String(object.object) : ''
  if (isList(object)) {
    const below = { view, expand: expand.get('data') ?? NOTHING }
    return { ...object, data: object.data.map((one) => shown(engine, one, below, work)) }
  }
  if (!isKind(kind)) return view?.show(object, lookAround(engine.store, work.caller)) ?? object
  if ('deleted' in object) return object
  const read = asShown(engine, kind, object, work, view)
  return expand.size === 0 ? read : expandObject(kind, read, expand, sourceOf(engine, work, view))
}

/** A list that a kind has put together itself. */
function isList(object: object): object is { data: object[] } {
  return (
    'object' in object && object.object === 'list' && 'data' in object && Array.isArray(object.data)
  )
}
