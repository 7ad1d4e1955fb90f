/** What a nested path says its objects belong to: `/v1/customers/{customer}/tax_ids`. */
import { routeFor } from '../../../catalogue/catalogue.js'
import type { Kind } from '../../../catalogue/kinds.js'
import { backReference } from '../back-reference.js'
import type { Engine } from '../context.js'
import type { Asked } from '../route.js'
import type { UnitOfWork } from '../unit-of-work.js'
import { load, missing, subjectOf } from './subject.js'

export interface Parent {
  readonly kind: Kind
  readonly id: string
  /** The field of `child` that holds the parent's id, where there is one. */
  readonly field: string | undefined
}

/** The object before the last segment. Refuses with 404 when it isn't there. */
export function parentOf(
  engine: Engine,
  child: Kind,
  asked: Asked,
  work: UnitOfWork,
): Parent | undefined {
  const path = pathBefore(asked)
  const route = path === undefined ? undefined : routeFor('GET', path)
  const kind = route?.value.kinds[0]
  const [name, id] = Object.entries(route?.path ?? {}).at(-1) ?? []
  if (kind === undefined || name === undefined || id === undefined) return undefined
  load(engine, { kind, id, param: name }, work)
  return { kind, id, field: backReference(child, kind) }
}

/** The fields a new child gets from its path. */
export function parentFields(engine: Engine, child: Kind, asked: Asked, work: UnitOfWork): object {
  const parent = parentOf(engine, child, asked, work)
  return parent?.field === undefined ? {} : { [parent.field]: parent.id }
}

/**
 * Two objects in a path have to belong together, as the second's own field says.
 * @throws Refusal 404, as for an object that isn't there
 */
export function refuseStrangers(engine: Engine, kind: Kind, asked: Asked, work: UnitOfWork): void {
  if (Object.keys(asked.path).length < 2) return
  const parent = parentOf(engine, kind, asked, work)
  const subject = subjectOf(kind, asked)
  const object = new Map<string, unknown>(Object.entries(work.find(kind, subject.id) ?? {}))
  if (parent?.field === undefined || object.size === 0) return
  if (object.get(parent.field) !== parent.id) throw missing(engine, subject, work)
}

/** `/v1/customers/cus_1` of `/v1/customers/cus_1/tax_ids` and of `/v1/customers/cus_1/tax_ids/txi_1`. */
function pathBefore({ operation, url }: Asked): string | undefined {
  const template = operation.path.split('/')
  const last = template.findLastIndex((segment, index) => {
    return segment.startsWith('{') && index < template.length - 1
  })
  return last === -1
    ? undefined
    : url
        .split('/')
        .slice(0, last + 1)
        .join('/')
}
