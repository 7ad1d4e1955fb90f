/** The one kind the engine makes itself: events are found and listed, never created or changed. */
import { eventTypes, isEventType, kind as entryOf } from '../../../catalogue/catalogue.js'
import { findEvent, listEvents, type EventQuery, type ListedEvent } from '../../store/event-list.js'
import type { Engine } from '../context.js'
import { layOutListed, LIST_SEPARATOR } from '../../../core/layout.js'
import { resourceMissing } from '../refusals/objects.js'
import { eventTypeUnknown, parametersExclusive } from '../refusals/parameters.js'
import type { Asked } from '../route.js'
import type { UnitOfWork } from '../unit-of-work.js'
import type { Body } from './body.js'
import { pageFrom, pageOf } from './page.js'

export function retrieveEvent(engine: Engine, asked: Asked, work: UnitOfWork): Body {
  const id = asked.path.id ?? ''
  const row = findEvent(engine.store, scopeOf(work), id)
  if (row === undefined) throw missing(id, 'id', true)
  return { form: 'text', kind: 'event', text: textOf(row, work) }
}

export function listEventsAsked(engine: Engine, asked: Asked, work: UnitOfWork): Body {
  const { params } = asked
  const page = pageOf(params, (id, param) => {
    const row = findEvent(engine.store, scopeOf(work), id)
    if (row === undefined) throw missing(id, param, false)
    return row
  })
  const found = listEvents(engine.store, {
    ...scopeOf(work),
    ...{ types: typesFrom(params), created: rangeFrom(params.created) },
    ...(typeof params.delivery_success === 'boolean' ? { delivered: params.delivery_success } : {}),
    ...page,
    limit: page.limit + 1,
  })
  const { rows, hasMore } = pageFrom(found, page)
  const data = rows.map((row) => textOf(row, work)).join(LIST_SEPARATOR)
  return { form: 'list', kind: 'event', url: asked.url, data, hasMore }
}

function scopeOf(work: UnitOfWork) {
  const { account, livemode } = work.caller
  return { account, livemode, now: work.now }
}

function typesFrom({ type, types }: Asked['params']): string[] {
  if (type !== undefined && types !== undefined) throw parametersExclusive(['type', 'types'])
  if (typeof type === 'string') return [knownType(type, 'type')]
  return Array.isArray(types)
    ? types.map((one, index) => knownType(String(one), `types[${index}]`))
    : []
}

/** A type, or all that begin alike: `invoice.*`. */
function knownType(type: string, param: string): string {
  const group = type.endsWith('.*') ? type.slice(0, -1) : undefined
  const isKnown =
    group === undefined
      ? type === '*' || isEventType(type)
      : eventTypes().some((one) => one.startsWith(group))
  if (!isKnown) throw eventTypeUnknown(type, param)
  return type
}

function rangeFrom(created: unknown): EventQuery['created'] {
  if (typeof created === 'number') return { '=': created }
  const range = new Map(Object.entries(typeof created === 'object' && created ? created : {}))
  const at = (word: string) => {
    const value: unknown = range.get(word)
    return typeof value === 'number' ? value : undefined
  }
  const bounds = { '>': at('gt'), '>=': at('gte'), '<': at('lt'), '<=': at('lte') }
  return Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined))
}

/** An application is told whose event it is; the account itself knows. */
function textOf(row: ListedEvent, work: UnitOfWork): string {
  const whose = work.caller.application === null ? {} : { account: row.account }
  return layOutListed({ ...JSON.parse(row.body), ...whose, pending_webhooks: row.pending })
}

function missing(id: string, param: string, inPath: boolean) {
  return resourceMissing({ noun: entryOf('event').noun, id, param, inPath })
}
