/** POST of a verb: the lifecycle decides whether it runs from the object's status, then it runs. */
import type { Kind } from '../../../catalogue/kinds.js'
import type { Engine } from '../context.js'
import { invalidRequest } from '../errors.js'
import { statusOf } from '../news.js'
import type { Asked } from '../route.js'
import type { UnitOfWork } from '../unit-of-work.js'
import type { Body } from './body.js'
import { load, subjectOf } from './subject.js'

/** Undefined when nothing here answers to that verb. */
export function verb(engine: Engine, kind: Kind, asked: Asked, work: UnitOfWork): Body | undefined {
  const name = asked.operation.path.split('/').at(-1) ?? ''
  const run = engine.behaviours.get(kind)?.verbs?.[name]
  if (run === undefined) return undefined
  const object = load(engine, subjectOf(kind, asked), work)
  checkStatus(engine, kind, name, object)
  return { form: 'object', kind, object: run(object, asked.params, work) }
}

function checkStatus(engine: Engine, kind: Kind, name: string, object: object): void {
  const lifecycle = engine.behaviours.get(kind)?.lifecycle
  const allowed = lifecycle?.verbs?.[name]
  if (lifecycle === undefined || allowed === undefined) return
  const status = statusOf(object)
  if (status === undefined || allowed.from.includes(status)) return
  throw (
    lifecycle.refusal?.(name, object as never) ??
    invalidRequest(
      `You cannot ${name} this object because it has a status of ${status}. ` +
        `Only one with one of the following statuses may be used: ${allowed.from.join(', ')}.`,
    )
  )
}
