import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { getMirroredKind } from '../mirror/kinds.js'
import { divide, isDividable, standing, wholeList } from './windows.js'

describe('dividing a long list', () => {
  it('cuts it some pages below the one that was read, so that nothing is in two parts', () => {
    const window = wholeList()
    const rest = divide(window, { newest: 100_000, reached: 99_000 })
    assert.equal(window.from, 79_000)
    assert.deepEqual([rest?.before, rest?.from, rest?.cursor], [79_000, null, null])
    const last = rest && divide(rest, { newest: 78_999, reached: 77_999 })
    assert.deepEqual([rest?.from, last?.before, last?.from], [57_999, 57_999, null])
  })

  it('divides a part only as far as it goes', () => {
    const window = { ...wholeList(), before: 100_000, from: 50_000 }
    assert.equal(divide(window, { newest: 99_000, reached: 95_000 }), undefined)
    const rest = divide(window, { newest: 99_000, reached: 98_000 })
    assert.deepEqual([window.from, rest?.before, rest?.from], [78_000, 78_000, 50_000])
  })

  it('leaves objects of one second together', () => {
    const window = wholeList()
    const rest = divide(window, { newest: 5000, reached: 5000 })
    assert.deepEqual([window.from, rest?.before], [4980, 4980])
  })

  it('does not divide what has no time', () => {
    assert.equal(divide(wholeList(), { newest: null, reached: null }), undefined)
  })

  it('asks the catalogue whether a list can be asked for a time', () => {
    assert.equal(isDividable(getMirroredKind('charge')), true)
    assert.equal(isDividable(getMirroredKind('payment_method')), true)
    assert.equal(isDividable(getMirroredKind('account')), false)
  })
})

describe('how far a run has come', () => {
  const part = (before: number | null, from: number | null, reached: number | null, done = false) =>
    ({ ...wholeList(), before, from, reached, done }) as const

  it('is told by the newest part that is not done, whatever was read below it', () => {
    const windows = [part(null, 900, 950), part(900, 800, 810, true), part(800, null, 500)]
    assert.deepEqual(standing(windows, null), { windows, reached: 950 })
  })

  it('goes over the parts that are done, also empty ones', () => {
    const open = part(700, null, null)
    const windows = [part(null, 900, 905, true), part(900, 700, null, true), open]
    assert.deepEqual(standing(windows, 950), { windows: [open], reached: 905 })
    const all = [part(null, 900, 905, true), part(900, null, 20, true)]
    assert.deepEqual(standing(all, 950), { windows: [], reached: 20 })
  })

  it('remembers neighbours that are done as one', () => {
    const top = part(null, 900, 950)
    const below = [part(900, 800, 810, true), part(800, 700, null, true), part(700, 600, 620, true)]
    const tail = part(600, null, 550)
    const { windows } = standing([top, ...below, tail], null)
    assert.deepEqual(windows, [top, part(900, 600, 620, true), tail])
    const done = { ...top, reached: 901, done: true }
    assert.deepEqual(standing([done, ...windows.slice(1)], 950), { windows: [tail], reached: 550 })
  })
})
