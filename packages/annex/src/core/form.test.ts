import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import qs from 'qs'
import { decodeForm, FormError, type FormValue } from './form.js'

/** Hashes as entries and lists as lists, so that comparing never touches a prototype. */
function shown(value: FormValue): unknown {
  if (value instanceof Map) return [...value].map(([key, one]) => [key, shown(one)])
  return Array.isArray(value) ? value.map(shown) : value
}

function decoded(text: string): unknown {
  return shown(decodeForm(text))
}

describe('decoding a form', () => {
  it('reads scalars, hashes and lists', () => {
    assert.deepEqual(decoded('a=1&b[c][d]=2&e[]=x&e[]=y'), [
      ['a', '1'],
      ['b', [['c', [['d', '2']]]]],
      ['e', ['x', 'y']],
    ])
  })

  it('takes a key without = as empty, and skips empty pairs', () => {
    assert.deepEqual(decoded('&a&&b=&'), [
      ['a', ''],
      ['b', ''],
    ])
  })

  it('reads brackets raw and escaped, + as a space', () => {
    assert.deepEqual(decoded('a%5Bb%5D=x+y%2B'), [['a', [['b', 'x y+']]]])
  })

  it('begins a new element when a key of the last one repeats', () => {
    assert.deepEqual(decoded('a[][b]=1&a[][c]=2&a[][b]=3'), [
      [
        'a',
        [
          [
            ['b', '1'],
            ['c', '2'],
          ],
          [['b', '3']],
        ],
      ],
    ])
  })

  it('keeps adding to a list inside the same element', () => {
    assert.deepEqual(decoded('a[][b][]=1&a[][b][]=2&a[][c]=3'), [
      [
        'a',
        [
          [
            ['b', ['1', '2']],
            ['c', '3'],
          ],
        ],
      ],
    ])
  })

  it('keeps indices as keys, for whoever knows the parameter', () => {
    assert.deepEqual(decoded('a[0]=x&a[1]=y'), [
      [
        'a',
        [
          ['0', 'x'],
          ['1', 'y'],
        ],
      ],
    ])
  })

  it('keeps the names of Object.prototype as data', () => {
    const form = decodeForm('__proto__[polluted]=1&constructor=2&metadata[__proto__]=3')

    assert.deepEqual([...form.keys()], ['__proto__', 'constructor', 'metadata'])
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false)
  })
})

describe('refusing a form', () => {
  const refused: [why: string, text: string, param?: string][] = [
    ['a value given twice', 'a=1&a=2', 'a'],
    ['a scalar and a hash under one key', 'a=1&a[b]=2', 'a[b]'],
    ['a hash and a scalar under one key', 'a[b]=2&a=1', 'a'],
    ['a list and a hash under one key', 'a[]=1&a[b]=2', 'a[b]'],
    ['text after a bracket', 'a[b]c=1', 'a[b]c'],
    ['an open bracket', 'a[b=1', 'a[b'],
    ['a bracket inside brackets', 'a[b[c]]=1', 'a[b[c]]'],
    ['a closing bracket alone', 'a]=1', 'a]'],
    ['a key without a name', '[a]=1', '[a]'],
    ['an empty key', '=1', ''],
    ['a broken escape', 'a=%E0%A4%A', 'a'],
    ['an escape that is no text', 'a=%FF', 'a'],
    ['NUL', 'a=x%00y', 'a'],
    ['a lone surrogate', 'a=\uD800', 'a'],
    ['nesting over 12 levels', `a${'[b]'.repeat(12)}=1`],
    ['a key over 256 bytes', `${'é'.repeat(129)}=1`],
    ['more than 5,000 parameters', 'a[]=1&'.repeat(5001)],
  ]
  for (const [why, text, param] of refused) {
    it(why, () => {
      assert.throws(
        () => decodeForm(text),
        (error) => error instanceof FormError && (param === undefined || error.param === param),
      )
    })
  }

  it('but not what stands just inside the limits', () => {
    assert.equal(decodeForm(`a${'[b]'.repeat(11)}=1`).size, 1)
    assert.equal(decodeForm(`${'é'.repeat(128)}=1`).size, 1)
    assert.equal(decodeForm('a[]=1&'.repeat(5000)).size, 1)
  })
})

/** Names anybody might send, and those that break careless parsers. */
const name = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '0', 'a'),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((text) => !/[[\]\0]/.test(text)),
)
const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((one) => !one.includes('\0'))

/** `[key, value]` pairs rather than objects: an object can't hold every key as data. */
const tree = fc.letrec<{ value: Tree }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.uniqueArray(fc.tuple(name, tie('value')), {
      selector: ([key]) => key,
      minLength: 1,
      maxLength: 4,
    }),
  ),
})).value

type Tree = string | [string, Tree][]

const forms = fc.uniqueArray(fc.tuple(name, tree), {
  selector: ([key]) => key,
  minLength: 1,
  maxLength: 5,
})

function nullPrototype(value: Tree): unknown {
  if (typeof value === 'string') return value
  const hash: Record<string, unknown> = Object.create(null)
  for (const [key, one] of value) hash[key] = nullPrototype(one)
  return hash
}

function inKeyOrder(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value
    .map(([key, one]: [string, unknown]) => [key, inKeyOrder(one)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

describe('a form made by another encoder', () => {
  it('comes back as it was, whatever its names', () => {
    fc.assert(
      fc.property(forms, fc.boolean(), (form, encodeValuesOnly) => {
        // qs leaves a key's own % and & unescaped in this mode, as a client would not.
        fc.pre(!encodeValuesOnly || !/[%&=+\uD800-\uDFFF]/.test(JSON.stringify(form)))
        const encoded = qs.stringify(nullPrototype(form), { encodeValuesOnly })

        assert.deepEqual(inKeyOrder(decoded(encoded)), inKeyOrder(form))
      }),
      { numRuns: 500 },
    )
  })

  it('keeps lists of texts in order', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (list) => {
        const encoded = qs.stringify({ list }, { arrayFormat: 'brackets' })
        assert.deepEqual(decoded(encoded), [['list', list]])
      }),
    )
  })

  it('never throws anything but a FormError, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '[', ']', '=', '&', '%', '0') }),
        (raw) => {
          try {
            decodeForm(raw)
          } catch (error) {
            assert.ok(error instanceof FormError)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})
