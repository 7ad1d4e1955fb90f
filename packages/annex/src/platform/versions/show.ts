/** An object, and all it embeds, carried back to an older version. */
import { isKind } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import type { Look } from '../engine/version.js'
import type { ViewChange } from './change.js'

/** Changes by kind, newest first. */
export type Views = ReadonlyMap<Kind, readonly ViewChange[]>

/** From the outside in: an older shape may embed an object as it is today, which is shown in turn. */
export function showIn(views: Views, object: object, look: Look): object {
  const kind = kindOf(object)
  // An event shows its object in the version it was recorded in, whoever reads it.
  if (kind === 'event') return object
  const undoing = (kind !== undefined && views.get(kind)) || []
  let shown = object
  for (const change of undoing) shown = change.show(shown, look)
  return mapped(shown, (value) => showWithin(views, value, look))
}

function showWithin(views: Views, value: unknown, look: Look): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one: unknown) => showWithin(views, one, look))
  return showIn(views, value, look)
}

function mapped(object: object, change: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]))
}

function kindOf(object: object): Kind | undefined {
  if (!('object' in object) || 'deleted' in object) return undefined
  const name = String(object.object)
  return isKind(name) ? name : undefined
}
