/** Parameters that fit an operation's schema: the required ones, and as many others as wanted. */
import type { Field, Fields, Schema } from '../../catalogue/schema.js'

export interface Making {
  /** An id of an object of one of these kinds, where there is one. */
  readonly idOf: (kinds: readonly string[]) => string | undefined
  /** Whether to give this optional parameter. */
  readonly wants: (param: string) => boolean
  /** Unix seconds. */
  readonly now: number
  readonly unique: () => string
}

export function parametersFor(fields: Fields, making: Making): Record<string, unknown> {
  return object(fields, making, '')
}

function object(fields: Fields, making: Making, parent: string): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  // An empty hash doesn't travel, so one that is required needs something in it.
  const needsOne = parent !== '' && ![...fields.values()].some(({ required }) => required)
  for (const [name, field] of fields) {
    const param = parent === '' ? name : `${parent}[${name}]`
    const isFirst = needsOne && Object.keys(values).length === 0
    if (!field.required && !isFirst && !wanted(name, param, field, making)) continue
    const value = valueFor(field.schema, making, param)
    if (value !== undefined) values[name] = value
  }
  return values
}

/** Cursors and expansion have tests of their own. */
export const LEFT_OUT = new Set(['expand', 'starting_after', 'ending_before', 'page', 'limit'])
const DEEPEST = 3

function wanted(name: string, param: string, { schema }: Field, making: Making): boolean {
  if (LEFT_OUT.has(name) || param.split('[').length > DEEPEST || schema.type === 'any') return false
  return making.wants(param)
}

function valueFor(schema: Schema, making: Making, param: string): unknown {
  switch (schema.type) {
    case 'object':
      return object(schema.fields, making, param)
    case 'array': {
      const one = valueFor(schema.items, making, `${param}[0]`)
      return one === undefined ? undefined : [one]
    }
    case 'map': {
      const one = valueFor(schema.values, making, `${param}[first]`)
      return one === undefined ? undefined : { first: one }
    }
    case 'union':
      return valueFor(schema.of[0] ?? { type: 'any' }, making, param)
    case 'string':
      return schema.of === undefined
        ? text(schema.maxLength, making, param)
        : making.idOf(schema.of)
    default:
      return simple(schema, making, param)
  }
}

const DAY = 24 * 3600

function simple(schema: Schema, making: Making, param: string): unknown {
  switch (schema.type) {
    case 'boolean':
      return true
    case 'integer':
      return Math.min(Math.max(schema.minimum ?? 1000, 1000), schema.maximum ?? 1000)
    case 'number':
      return 10
    case 'decimal':
      return '10'
    case 'timestamp':
      return making.now + (/start|from/.test(param) ? DAY : 30 * DAY)
    case 'currency':
      return 'usd'
    case 'metadata':
      return { order: '6735' }
    case 'range':
      return { gte: 1 }
    case 'enum':
      return schema.values[0]
    case 'file':
      return { data: '%PDF-1.7', name: 'hello.pdf', type: 'application/pdf' }
    default:
      return undefined
  }
}

/** By the last word of a parameter's name. */
const TEXTS: readonly [RegExp, string][] = [
  [/email\]?$/, 'ada@harbour.test'],
  [/(?:url|website|domain_name|uri)\]?$/, 'https://harbour.test/'],
  [/country\]?$/, 'US'],
  [/phone\]?$/, '+12025550123'],
  [/currency\]?$/, 'usd'],
  [/ip\]?$|ip_address\]?$/, '203.0.113.7'],
]

function text(maxLength: number | undefined, making: Making, param: string): string {
  const known = TEXTS.find(([name]) => name.test(param))?.[1]
  return known ?? `${making.unique()} of the harbour`.slice(0, Math.min(maxLength ?? 40, 40))
}
