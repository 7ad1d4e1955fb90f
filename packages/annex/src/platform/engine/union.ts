/** A value that may be one of several things: each is tried, the likeliest one speaks when none fits. */
import type { FormValue } from '../../core/form.js'
import type { Schema } from '../../catalogue/schema.js'
import { Refusal } from './errors.js'

/** @param convert throws a Refusal when an alternative doesn't fit */
export function firstFitting(
  alternatives: readonly Schema[],
  value: FormValue,
  convert: (schema: Schema) => unknown,
): unknown {
  let refusal: Refusal | undefined
  for (const schema of likeliestLast(alternatives, value)) {
    try {
      return convert(schema)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusal = error
    }
  }
  throw refusal ?? new Error('A union without alternatives.')
}

// Whoever sent a hash meant one of the hashes, so their refusal is the one worth reading.
function likeliestLast(alternatives: readonly Schema[], value: FormValue): readonly Schema[] {
  const structured = typeof value !== 'string'
  return alternatives.toSorted(
    (a, b) => Number(isLike(a, structured)) - Number(isLike(b, structured)),
  )
}

function isLike(schema: Schema, structured: boolean): boolean {
  switch (schema.type) {
    case 'object':
    case 'map':
    case 'array':
    case 'metadata':
    case 'range':
    case 'union':
      return structured
    default:
      return !structured
  }
}
