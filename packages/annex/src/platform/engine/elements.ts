/** The elements of a list, written `a[]=x` or with explicit indices, `a[0]=x`. */
import type { FormHash, FormValue } from '../../core/form.js'
import type { Schema } from '../../catalogue/schema.js'
import { indicesNotSequential, listTooLong } from './refusals/parameters.js'

/** Most lists hold at most so many elements (reliability 8). */
const MAX_ELEMENTS = 100

/** @returns undefined when `value` is no list at all */
export function elementsOf(
  value: FormValue,
  items: Schema,
  param: string,
): readonly FormValue[] | undefined {
  const list = value instanceof Map ? indexed(value, param) : value
  if (!Array.isArray(list)) return undefined
  const maximum = longestOf(items)
  if (list.length > maximum) throw listTooLong(param, maximum)
  return list
}

// `enabled_events` may name every event there is.
function longestOf(items: Schema): number {
  return items.type === 'enum' ? Math.max(MAX_ELEMENTS, items.values.length) : MAX_ELEMENTS
}

function indexed(hash: FormHash, param: string): FormValue[] {
  const list: FormValue[] = []
  for (let index = 0; index < hash.size; index++) {
    const element = hash.get(String(index))
    if (element === undefined) throw indicesNotSequential(param, [...hash.keys()], index)
    list.push(element)
  }
  return list
}
