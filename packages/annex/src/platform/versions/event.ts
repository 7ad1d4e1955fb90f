/** An event as an older version shows it, for webhook endpoints with a version of their own. */
import { lookAround } from '../engine/look.js'
import { previousAttributes } from '../engine/previous-attributes.js'
import type { Look, Versions, View } from '../engine/version.js'
import type { EventRow, Store } from '../store/store.js'

interface Recorded {
  api_version: string
  data: { object: object; previous_attributes?: object }
}

/** @returns the body of the event in that version; null when it is recorded in that version */
export function eventsAt(versions: Versions, store: Store) {
  return (event: EventRow, version: string): string | null => {
    const recorded: Recorded = JSON.parse(event.body)
    if (recorded.api_version === version) return null
    const view = versions.viewAt(version)
    const look = lookAround(store, { account: event.account, livemode: event.livemode === 1 })
    const data = view === undefined ? recorded.data : dataAt(view, recorded.data, look)
    return JSON.stringify({ ...recorded, api_version: version, data })
  }
}

/** What changed is told in the fields of then: both states are shown, and compared again. */
function dataAt(view: View, data: Recorded['data'], look: Look): Recorded['data'] {
  const { object, previous_attributes } = data
  const after = view.show(object, look)
  if (previous_attributes === undefined) return { object: after }
  const before = view.show(withPrevious(object, previous_attributes), look)
  return { object: after, previous_attributes: previousAttributes(before, after) ?? {} }
}

/** The object before the change: what was a hash shows only its changed keys. */
function withPrevious(object: object, previous: object): object {
  const before = new Map<string, unknown>(Object.entries(object))
  for (const [name, was] of Object.entries(previous) as [string, unknown][]) {
    const is = before.get(name)
    before.set(name, isHash(was) && isHash(is) ? withPrevious(is, was) : was)
  }
  return Object.fromEntries(before)
}

function isHash(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
