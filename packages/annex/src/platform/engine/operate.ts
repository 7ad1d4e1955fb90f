/** From a checked request to what it answers with: the operations every kind has, and special ones. */
import type { Kind } from '../../catalogue/kinds.js'
import { findObject } from '../store/objects.js'
import type { Engine } from './context.js'
import { invalidRequest, type Refusal } from './errors.js'
import type { Body } from './operations/body.js'
import { create } from './operations/create.js'
import { listEventsAsked, retrieveEvent } from './operations/events.js'
import { list } from './operations/list.js'
import { remove } from './operations/remove.js'
import { retrieve } from './operations/retrieve.js'
import { refuseStrangers } from './operations/parent.js'
import { search } from './operations/search.js'
import { singleton } from './operations/singleton.js'
import { update } from './operations/update.js'
import { verb } from './operations/verb.js'
import { isSingleton, whyNot } from './offered.js'
import { refuseUnknownIds } from './referred.js'
import type { Asked } from './route.js'
import type { UnitOfWork } from './unit-of-work.js'

/** Events are kept apart from objects. */
const EVENTS: Readonly<Record<string, Special>> = {
  'GET /v1/events': listEventsAsked,
  'GET /v1/events/{id}': retrieveEvent,
}

type Special = (engine: Engine, asked: Asked, work: UnitOfWork) => Body
type Generic = (engine: Engine, kind: Kind, asked: Asked, work: UnitOfWork) => Body | undefined

const GENERIC: Readonly<Record<string, Generic>> = {
  create,
  retrieve,
  update,
  delete: remove,
  list,
  search,
  verb,
}

/** @throws Refusal when the operation is refused, or isn't offered here at all */
export function operate(engine: Engine, asked: Asked, work: UnitOfWork): Body {
  const { method, path, kinds, action } = asked.operation
  const { older } = asked
  const [answered] = kinds
  if (older !== undefined && answered !== undefined) {
    refuseStrangers(engine, answered, { ...asked, ...older }, work)
  }
  const name = `${method} ${path}`
  const special = engine.operations.get(name)
  if (special !== undefined) {
    const object = Object(special.operation(asked.path, asked.params, work))
    return { form: 'object', kind: special.kind, object }
  }
  const ofEvents = EVENTS[name]
  if (ofEvents !== undefined) return ofEvents(engine, asked, work)
  refuseUnknownIds(engine, asked, work)
  const reason = whyNot(engine, asked.operation)
  if (reason !== undefined) throw notOffered(name, reason)
  const kind = kinds.length > 1 ? kindThere(engine, asked, work) : kinds[0]
  const run = isSingleton(asked.operation) ? singleton : GENERIC[action]
  if (kind !== undefined) refuseStrangers(engine, kind, asked, work)
  const body = kind === undefined ? undefined : run?.(engine, kind, asked, work)
  if (body === undefined) throw notOffered(name, 'its kind does not')
  return body
}

/** Of several kinds an id may be (`/v1/customers/{customer}/sources/{id}`), the one that has it. */
function kindThere(engine: Engine, asked: Asked, work: UnitOfWork): Kind | undefined {
  const { kinds } = asked.operation
  const id = Object.values(asked.path).at(-1) ?? ''
  const { account, livemode } = work.caller
  const there = kinds.find((kind) => findObject(engine.store, { account, livemode, kind }, id))
  return there ?? kinds[0]
}

function notOffered(name: string, reason: string): Refusal {
  return invalidRequest(`This platform knows ${name}, but does not carry it out: ${reason}.`)
}
