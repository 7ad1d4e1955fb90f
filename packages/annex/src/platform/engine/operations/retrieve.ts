/** GET of one object: its text from the store, or the stub of a deleted one. */
import type { Kind } from '../../../catalogue/kinds.js'
import { findObject } from '../../store/objects.js'
import type { Engine } from '../context.js'
import type { Asked } from '../route.js'
import type { UnitOfWork } from '../unit-of-work.js'
import type { Body } from './body.js'
import { missing, subjectOf, type Subject } from './subject.js'

/** The kinds whose answer the official package types as `Customer | DeletedCustomer`. */
const SHOWS_STUBS = /^\/v1\/(?:customers|terminal\/(?:configurations|locations|readers))\/\{\w+\}$/

export function retrieve(engine: Engine, kind: Kind, asked: Asked, work: UnitOfWork): Body {
  const subject = subjectOf(kind, asked)
  const { account, livemode } = work.caller
  const row = findObject(engine.store, { account, livemode, kind }, subject.id)
  const gone = row === undefined || (row.deleted === 1 && !SHOWS_STUBS.test(asked.operation.path))
  if (gone) return standIn(engine, subject, work)
  return { form: 'text', kind, text: row.body }
}

/** Some ids stand for an object that comes into being when it is looked at. */
function standIn(engine: Engine, subject: Subject, work: UnitOfWork): Body {
  const { kind, id } = subject
  const object = engine.store.transaction(() => {
    return engine.behaviours.get(kind)?.standsFor?.(id, work)
  })
  if (object === undefined) throw missing(engine, subject, work)
  return { form: 'object', kind, object }
}
