import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import {
  accentStyle,
  contrast,
  hex,
  parseColour,
  READABLE,
  readableOn,
  textOn,
  type Rgb,
} from './colour.js'

const anyColour = fc.tuple(
  ...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 })),
) as fc.Arbitrary<[number, number, number]>

describe('colours', () => {
  it('measures contrast as WCAG does', () => {
    assert.equal(contrast([0, 0, 0], [255, 255, 255]), 21)
    assert.equal(contrast([119, 119, 119], [255, 255, 255]).toFixed(2), '4.48')
  })

  it('always writes readable text on a brand colour', () => {
    fc.assert(fc.property(anyColour, (brand) => contrast(textOn(brand), brand) >= READABLE))
  })

  it('bends any brand colour until it can be read', () => {
    const surfaces: Rgb[] = [
      [255, 255, 255],
      [21, 22, 28],
    ]
    fc.assert(
      fc.property(anyColour, fc.constantFrom(...surfaces), (brand, surface) => {
        return contrast(readableOn(surface, brand), surface) >= READABLE
      }),
    )
  })

  it('draws bars and outlines that can be seen on a page of either scheme', () => {
    const white: Rgb = [255, 255, 255]
    const dark: Rgb = [21, 22, 28]
    fc.assert(
      fc.property(anyColour, (brand) => {
        const mark = /--accent-mark:light-dark\((#\w+),(#\w+)\)/.exec(accentStyle(hex(brand)) ?? '')
        const [onLight, onDark] = [parseColour(mark?.[1] ?? ''), parseColour(mark?.[2] ?? '')]
        assert.ok(onLight && onDark)
        return contrast(onLight, white) >= 3 && contrast(onDark, dark) >= 3
      }),
    )
  })

  it('takes six hexadecimal digits and nothing else into a style', () => {
    assert.deepEqual(parseColour('#0f5c4A'), [15, 92, 74])
    for (const other of ['', '#fff', 'red', '#0f5c4a;}', 'url(x)', '#0f5c4g']) {
      assert.equal(accentStyle(other), undefined, other)
    }
    assert.match(accentStyle('#0f5c4a') ?? '', /^--accent:light-dark\(#0f5c4a,#/)
  })
})
