/** Which field of a kind says whose it is: `customer` of a tax id, `fee` of a fee refund. */
import { kind as entryOf } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'

const known = new Map<string, string | undefined>()

/** Undefined where nothing in the child names its owner. */
export function backReference(child: Kind, owner: Kind): string | undefined {
  const key = `${child} ${owner}`
  if (!known.has(key)) known.set(key, find(child, owner))
  return known.get(key)
}

function find(child: Kind, owner: Kind): string | undefined {
  const { fields } = entryOf(child)
  const noun = owner.split('.').at(-1) ?? owner
  const named = [owner, noun].find((name) => fields.has(name))
  return named ?? referenceTo(child, owner)
}

/** The first field that holds an owner's id. */
export function referenceTo(child: Kind, owner: Kind): string | undefined {
  for (const [name, { schema }] of entryOf(child).fields) {
    if (schema.type === 'kind' && schema.expandable && schema.kinds.includes(owner)) return name
  }
  return undefined
}
