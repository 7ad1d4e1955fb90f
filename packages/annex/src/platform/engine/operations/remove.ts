/** DELETE: the object leaves lists; what stays is its stub. */
import type { Kind } from '../../../catalogue/kinds.js'
import type { Engine } from '../context.js'
import type { Asked } from '../route.js'
import type { UnitOfWork } from '../unit-of-work.js'
import type { Body } from './body.js'
import { load, subjectOf } from './subject.js'
import { idOf } from './update.js'

export function remove(engine: Engine, kind: Kind, asked: Asked, work: UnitOfWork): Body {
  const object = load(engine, subjectOf(kind, asked), work)
  engine.behaviours.get(kind)?.beforeRemove?.(object, work)
  return { form: 'object', kind, object: work.remove(kind, idOf(object)) }
}
