/** Forms that are wrong in all the ways a form can be. */
import * as fc from 'fast-check'
import type { Field, Fields, Schema } from '../../catalogue/schema.js'

/** Parameters the operation has, some with values that fit, most without. */
export function formFor(fields: Fields, ids: readonly string[]): fc.Arbitrary<string> {
  const names = [...fields]
  if (names.length === 0) return anyForm(ids)
  const pairs = (some: typeof names) =>
    fc.tuple(...some.map(([name, field]) => pairsOf(name, field, ids)))
  const optional = names.filter(([, field]) => !field.required)
  return fc
    .tuple(
      rarelyNot(pairs(names.filter(([, field]) => field.required)), []),
      fc.subarray(optional, { maxLength: Math.min(5, optional.length) }).chain(pairs),
      rarelyNot(fc.constant(''), anyForm(ids)),
    )
    .map(([first, more, junk]) => [...first, ...more, junk].filter(Boolean).join('&'))
}

function rarelyNot<T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T> | T): fc.Arbitrary<T> {
  const arbitrary = rare instanceof fc.Arbitrary ? rare : fc.constant(rare)
  return fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary })
}

/** Text that looks like a form from afar. */
export function anyForm(ids: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constant(''),
    fc
      .array(
        fc.tuple(strangeKey, anyValue(ids)).map((pair) => pair.join('=')),
        { maxLength: 6 },
      )
      .map((pairs) => pairs.join('&')),
    fc.string({ unit: fc.constantFrom('a', '[', ']', '=', '&', '%', '0', '+', '\u0000', ';') }),
    fc.constantFrom(
      'a[]=1&'.repeat(5001),
      `a${'[b]'.repeat(13)}=1`,
      '[[[[',
      '{"a":1}',
      '%'.repeat(999),
    ),
    fc.json().map(encodeURIComponent),
  )
}

const strangeKey = fc.oneof(
  fc.constantFrom(
    'expand',
    'expand[]',
    'expand[0]',
    'limit',
    'metadata',
    'metadata[k]',
    'created[gte]',
  ),
  fc.constantFrom(
    '__proto__',
    'constructor[prototype]',
    'metadata[__proto__]',
    'toString',
    'a[b]c',
    '',
  ),
  fc.constantFrom(
    'starting_after',
    'ending_before',
    'id',
    'object',
    'created[$gt]',
    `k${'x'.repeat(300)}`,
  ),
  fc.string({ maxLength: 12 }).map(encodeURIComponent),
)

function anyValue(ids: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...ids),
    fc.constantFrom(
      '',
      '0',
      '-1',
      '1e9',
      '99999999999999999999',
      'NaN',
      'null',
      'true',
      'Infinity',
    ),
    fc.constantFrom('%00', '%FF', '%ED%A0%80', '%F0%9F%98%80', '%zz', "' or 1=1", '<b>', '../..'),
    fc.constantFrom(
      'x'.repeat(5001),
      'x'.repeat(100_000),
      '9'.repeat(400),
      'customer',
      'data.customer',
    ),
    fc.string({ maxLength: 30 }).map(encodeURIComponent),
    fc.integer().map(String),
  )
}

function pairsOf(name: string, field: Field, ids: readonly string[]): fc.Arbitrary<string> {
  const fitting = valueFor(field.schema, ids, 0).map((tails) =>
    tails.map(([tail, value]) => `${name}${tail}=${value}`).join('&'),
  )
  const wrong = fc
    .tuple(fc.constantFrom('', '', '[]', '[0]', '[1]', '[a]', '[a][b]', '[', ']'), anyValue(ids))
    .map(([tail, value]) => `${name}${tail}=${value}`)
  return fc.oneof({ weight: 6, arbitrary: fitting }, { weight: 1, arbitrary: wrong })
}

/** What follows the name, and the value: `[0][price]`, `price_1`. */
type Tail = [tail: string, value: string]

function valueFor(schema: Schema, ids: readonly string[], depth: number): fc.Arbitrary<Tail[]> {
  if (depth > 3) return fc.constant([])
  switch (schema.type) {
    case 'object': {
      const chosen = [...schema.fields].filter(([, field], index) => field.required || index < 2)
      const parts = chosen.map(([name, field]) =>
        valueFor(field.schema, ids, depth + 1).map((tails) => below(`[${name}]`, tails)),
      )
      return fc.tuple(...parts).map((found) => found.flat())
    }
    case 'array':
      return valueFor(schema.items, ids, depth + 1).map((tails) => below('[0]', tails))
    case 'map':
      return valueFor(schema.values, ids, depth + 1).map((tails) => below('[usd]', tails))
    case 'union':
      return fc.oneof(...schema.of.map((one) => valueFor(one, ids, depth)))
    case 'metadata':
      return anyValue(ids).map((value): Tail[] => [['[k]', value]])
    case 'range':
      return anyValue(ids).map((value): Tail[] => [['[gte]', value]])
    default:
      return scalarFor(schema, ids).map((value): Tail[] => [['', value]])
  }
}

function below(step: string, tails: readonly Tail[]): Tail[] {
  return tails.map(([tail, value]) => [step + tail, value])
}

function scalarFor(schema: Schema, ids: readonly string[]): fc.Arbitrary<string> {
  switch (schema.type) {
    case 'integer':
    case 'timestamp':
      return fc.oneof(fc.integer({ min: -5, max: 5000 }), fc.maxSafeInteger()).map(String)
    case 'boolean':
      return fc.constantFrom('true', 'false')
    case 'enum':
      return fc.constantFrom(...schema.values)
    case 'currency':
      return fc.constantFrom('usd', 'jpy', 'bhd', 'EUR')
    case 'number':
    case 'decimal':
      return fc.constantFrom('0', '12.5', '-1', '0.000000000001', '100')
    default:
      return fc.oneof(
        fc.constantFrom(...ids, 'pm_card_visa', 'pm_card_chargeDeclined', 'https://a.test/'),
        fc.string({ maxLength: 20 }).map(encodeURIComponent),
      )
  }
}
