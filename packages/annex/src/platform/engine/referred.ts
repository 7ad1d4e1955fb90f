/** Parameters that are ids: whatever they name has to be there. */
import { isKind, kind as entryOf } from '../../catalogue/catalogue.js'
import type { Kind } from '../../catalogue/kinds.js'
import type { Schema } from '../../catalogue/schema.js'
import { existsInOtherMode, findObject } from '../store/objects.js'
import type { Engine } from './context.js'
import type { Refusal } from './errors.js'
import { resourceMissing } from './refusals/objects.js'
import type { Asked } from './route.js'
import type { UnitOfWork } from './unit-of-work.js'

/**
 * Only for kinds of the house whose ids are all in the store: a test card's id stands for a card
 * that is made when it is used. A list may still be filtered by an object deleted meanwhile.
 * @throws Refusal `resource_missing`, naming the parameter as it travelled: `items[0][price]`
 */
export function refuseUnknownIds(engine: Engine, asked: Asked, work: UnitOfWork): void {
  const { parameters, form, kinds } = asked.operation
  const elsewhere = new Set(kinds.flatMap((kind) => engine.behaviours.get(kind)?.elsewhere ?? []))
  const { account, livemode } = work.caller
  const isThere = (kind: Kind, id: string): boolean => {
    if (form !== 'list') return work.find(kind, id) !== undefined
    return findObject(engine.store, { account, livemode, kind }, id) !== undefined
  }
  const visit = (value: unknown, schema: Schema | undefined, param: string): void => {
    if (typeof value === 'string') {
      const kind = soleKind(schema)
      if (kind && isHouse(engine, kind) && !isThere(kind, value)) {
        throw missing(engine, { kind, id: value, param }, work)
      }
    } else if (Array.isArray(value) && schema?.type === 'array') {
      value.forEach((one, index) => visit(one, schema.items, `${param}[${index}]`))
    } else if (schema?.type === 'object' && typeof value === 'object' && value !== null) {
      for (const [name, one] of Object.entries(value)) {
        visit(one, schema.fields.get(name)?.schema, `${param}[${name}]`)
      }
    }
  }
  for (const name of Object.keys(asked.params)) {
    if (!elsewhere.has(name)) visit(asked.params[name], parameters.get(name)?.schema, name)
  }
}

function soleKind(schema: Schema | undefined): Kind | undefined {
  if (schema?.type !== 'string' || schema.of?.length !== 1) return undefined
  const [name = ''] = schema.of
  return isKind(name) ? name : undefined
}

function isHouse(engine: Engine, kind: Kind): boolean {
  const behaviour = engine.behaviours.get(kind)
  return behaviour !== undefined && behaviour.standsFor === undefined
}

function missing(
  engine: Engine,
  { kind, id, param }: { kind: Kind; id: string; param: string },
  work: UnitOfWork,
): Refusal {
  const { account, livemode } = work.caller
  const elsewhere = existsInOtherMode(engine.store, { account, livemode, kind }, id)
  return resourceMissing({
    ...{ noun: entryOf(kind).noun, id, param, inPath: false },
    ...(elsewhere ? { existsIn: livemode ? 'test' : 'live' } : {}),
  })
}
