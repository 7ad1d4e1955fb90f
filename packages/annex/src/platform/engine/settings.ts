/** Settings change one by one: of a hash, what isn't named stays as it was. */
import type { Kind } from '../../catalogue/kinds.js'
import type { Params } from './behaviour.js'
import { given } from './given.js'

/** The fields that parameters change, each with what it kept. */
export function settingsAfter(kind: Kind, before: object, params: Params): Record<string, unknown> {
  const was = valuesOf(before)
  const changes = Object.entries(given(kind, params))
  return Object.fromEntries(
    changes.map(([name, whole]) => [name, merged(was.get(name), params[name], whole)]),
  )
}

/** @param whole what was said, with all the fields it has when nothing was there before */
function merged(was: unknown, said: unknown, whole: unknown): unknown {
  if (!isHash(was) || !isHash(said) || !isHash(whole)) return whole
  const after = valuesOf(was)
  const complete = valuesOf(whole)
  for (const [name, value] of Object.entries(said)) {
    if (complete.has(name)) after.set(name, merged(after.get(name), value, complete.get(name)))
  }
  return Object.fromEntries(after)
}

function valuesOf(hash: object): Map<string, unknown> {
  return new Map(Object.entries(hash))
}

function isHash(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
