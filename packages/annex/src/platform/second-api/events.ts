/** `GET /v2/core/events`: what was told, for thirty days. */
import { invalidRequest } from '../engine/errors.js'
import { readParameters } from '../engine/parameters.js'
import { parametersUnknown } from '../engine/refusals/parameters.js'
import { resourceMissing } from '../engine/refusals/objects.js'
import { findThinEvent, listThinEvents } from '../store/thin-events.js'
import type { Asking } from './routes.js'

export function showEvent({ engine, caller, id }: Asking): object {
  const row = findThinEvent(engine.store, caller, id)
  if (row === undefined) throw resourceMissing({ noun: 'event', id, param: 'id', inPath: true })
  return JSON.parse(row.body)
}

interface Query {
  readonly limit: number
  readonly object: string | undefined
  readonly types: string[] | undefined
  /** The last event of the page before. */
  readonly after: string | undefined
}

export function listEvents({ engine, caller, request }: Asking): object {
  const { search } = new URL(request.url)
  const { limit, after, object, types } = queryOf(search.slice(1))
  const { account, livemode } = caller
  const filter = { account, livemode, object, types }
  const rows = listThinEvents(engine.store, filter, { after, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  return {
    data: shown.map(({ body }) => JSON.parse(body)),
    next_page_url: rows.length > limit ? nextPage(search, shown.at(-1)?.id ?? '') : null,
    previous_page_url: null,
  }
}

const NAMES = ['limit', 'object_id', 'page', 'types']

function queryOf(query: string): Query {
  const form = readParameters({ method: 'GET', query, contentType: null, body: '' })
  const unknown = [...form.keys()].filter((name) => !NAMES.includes(name))
  if (unknown.length > 0) throw parametersUnknown(unknown)
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const limit = Number(text('limit') ?? 20)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw invalidRequest('Invalid limit: it must be from 1 to 100.', { param: 'limit' })
  }
  return {
    limit,
    object: text('object_id'),
    after: text('page'),
    types: typesIn(form.get('types')),
  }
}

/** `types[]=a`, and `types[0]=a` as the official package writes it. */
function typesIn(value: unknown): string[] | undefined {
  if (value === undefined) return undefined
  const all: unknown[] = value instanceof Map ? [...value.values()] : [value].flat()
  return all.filter((one) => typeof one === 'string')
}

function nextPage(search: string, page: string): string {
  const query = new URLSearchParams(search)
  query.set('page', page)
  return `/v2/core/events?${query.toString()}`
}
