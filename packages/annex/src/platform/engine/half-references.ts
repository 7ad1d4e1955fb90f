/** Hashes that name another object: without its id they are nothing. */
import { kind as entryOf } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import { parameterMissing } from './refusals/parameters.js'

const partsOf = new Map<Kind, readonly (readonly [string, string])[]>()

/** @throws Refusal naming the part that is missing: `transfer_data[destination]` */
export function refuseHalf(kind: Kind, values: object): void {
  for (const [name, part] of neededParts(kind)) {
    const hash: unknown = Reflect.get(values, name)
    if (typeof hash !== 'object' || hash === null) continue
    const value = new Map<string, unknown>(Object.entries(hash)).get(part)
    if (value === null || value === undefined) throw parameterMissing(`${name}[${part}]`)
  }
}

/** Pairs of a field and the part of it that is a reference and is always there. */
function neededParts(kind: Kind): readonly (readonly [string, string])[] {
  const parts = partsOf.get(kind) ?? findParts(kind)
  partsOf.set(kind, parts)
  return parts
}

function findParts(kind: Kind): (readonly [string, string])[] {
  return [...entryOf(kind).fields].flatMap(([name, { schema }]) => {
    if (schema.type !== 'object') return []
    return [...schema.fields]
      .filter(([, part]) => part.required && !part.nullable && part.schema.type === 'kind')
      .map(([part]) => [name, part] as const)
  })
}
