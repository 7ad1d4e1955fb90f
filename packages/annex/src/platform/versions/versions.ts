/** All versions the official package knows, each as a view and a dialect, made when first asked for. */
import { apiVersion, apiVersions, kind as entryOf } from '../../catalogue/catalogue.js'
import type { Operation } from '../../catalogue/catalogue.js'
import type { Field, Fields } from '../../catalogue/schema.js'
import type { Dialect, Versions, View } from '../engine/version.js'
import type { Change, RequestChange } from './change.js'
import { showIn } from './show.js'
import { changes } from './table.js'

export function createVersions(): Versions {
  const views = new Map<string, View | undefined>()
  const dialects = new Map<string, Dialect | undefined>()
  return {
    viewAt: (version = apiVersion()) => remembered(views, version, () => viewOf(after(version))),
    dialectAt: (version = ANY) => remembered(dialects, version, () => dialectOf(spokenIn(version))),
  }
}

/** Who names no version may write in the words of any: the official command line does. */
const ANY = ''

/** What a version's requests say otherwise; words from any version change no meaning. */
function spokenIn(version: string): RequestChange[] {
  const requests = after(version).flatMap(({ request }) => request ?? [])
  return version === ANY ? requests.filter(({ parameters }) => parameters.size > 0) : requests
}

/** What later versions changed, newest first. */
function after(version: string): Change[] {
  const order = apiVersions()
  const place = order.indexOf(version)
  return changes.filter((change) => order.indexOf(change.since) > place)
}

function remembered<T>(known: Map<string, T>, version: string, make: () => T): T {
  if (!known.has(version)) known.set(version, make())
  return known.get(version) as T
}

function viewOf(undone: readonly Change[]): View | undefined {
  const changed = undone.flatMap(({ view }) => view ?? [])
  if (changed.length === 0) return undefined
  const views = Map.groupBy(changed, (view) => view.kind)
  return {
    fieldsOf(kind) {
      const more = views.get(kind) ?? []
      return more.length === 0 ? entryOf(kind).fields : withFields(entryOf(kind).fields, more)
    },
    show: (object, look) => showIn(views, object, look),
  }
}

function withFields(fields: Fields, more: readonly { fields: Fields }[]): Fields {
  return new Map([fields, ...more.map((one) => one.fields)].flatMap((one) => [...one]))
}

function dialectOf(requests: readonly RequestChange[]): Dialect | undefined {
  if (requests.length === 0) return undefined
  const byOperation = new Map<string, RequestChange[]>()
  for (const request of requests) {
    for (const name of request.operations) {
      byOperation.set(name, [...(byOperation.get(name) ?? []), request])
    }
  }
  const asked = (operation: Operation) => byOperation.get(`${operation.method} ${operation.path}`)
  const merged = new Map<Operation, Fields>()
  return {
    parametersOf(operation) {
      const known = merged.get(operation)
      if (known !== undefined) return known
      const fields = parametersWith(asked(operation) ?? [], operation.parameters)
      merged.set(operation, fields)
      return fields
    },
    translate: (operation, params) =>
      (asked(operation) ?? []).reduce((sent, request) => request.translate(sent), params),
  }
}

function parametersWith(older: readonly RequestChange[], todays: Fields): Fields {
  if (older.length === 0) return todays
  const replaced = new Set(older.flatMap((request) => request.replaced ?? []))
  const relaxed = [...todays].map(([name, field]): [string, Field] => {
    return [name, replaced.has(name) ? { ...field, required: false } : field]
  })
  return withFields(
    new Map(relaxed),
    older.map(({ parameters }) => ({ fields: parameters })),
  )
}
