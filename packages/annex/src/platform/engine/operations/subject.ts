/** The object a path is about: `/v1/customers/{customer}` and everything under it. */
import { kind as entryOf } from '../../../catalogue/catalogue.js'
import type { Kind, Kinds } from '../../../catalogue/kinds.js'
import { existsInOtherMode } from '../../store/objects.js'
import type { Engine } from '../context.js'
import type { Refusal } from '../errors.js'
import { resourceMissing } from '../refusals/objects.js'
import type { Asked } from '../route.js'
import type { UnitOfWork } from '../unit-of-work.js'

export interface Subject {
  readonly kind: Kind
  readonly id: string
  /** How a refusal names what held the id. */
  readonly param: string
}

/** The last parameter of the path names the object, the earlier ones what it belongs to. */
export function subjectOf(kind: Kind, asked: Asked): Subject {
  const [name, id] = Object.entries(asked.path).at(-1) ?? ['id', '']
  return { kind, id, param: name }
}

/** @throws Refusal 404 */
export function load(engine: Engine, subject: Subject, work: UnitOfWork): Kinds[Kind] {
  const { kind, id } = subject
  const object = work.find(kind, id) ?? engine.behaviours.get(kind)?.standsFor?.(id, work)
  if (object === undefined) throw missing(engine, subject, work)
  return object
}

export function missing(engine: Engine, subject: Subject, work: UnitOfWork): Refusal {
  const { kind, id, param } = subject
  const { account, livemode } = work.caller
  const elsewhere = existsInOtherMode(engine.store, { account, livemode, kind }, id)
  return resourceMissing({
    ...{ noun: entryOf(kind).noun, id, param, inPath: true },
    ...(elsewhere ? { existsIn: livemode ? 'test' : 'live' } : {}),
  })
}
