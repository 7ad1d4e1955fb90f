import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countedText, countFrom, timedText } from './ids.js'
import { seededRandom } from './random.js'

describe('ids that begin with the time', () => {
  it('stand in the order they were made, and differ within a moment', () => {
    const random = seededRandom(1)
    const moments = [
      0,
      61,
      62,
      1_790_137_600,
      1_790_137_600.25,
      1_790_137_600.251,
      1_790_137_601,
      62 ** 6 - 1,
    ]

    const ids = moments.map((now) => timedText(14, now, random))

    assert.deepEqual(ids.toSorted(), ids)
    assert.ok(ids.every((id) => /^\w{14}$/.test(id)))
    assert.notEqual(timedText(14, 5, random), timedText(14, 5, random))
    assert.equal(timedText(14, 5, random).slice(0, 8), timedText(14, 5, random).slice(0, 8))
  })

  it('are never there twice, a million of them at one second', () => {
    const random = seededRandom(1)
    const count = countFrom(random)
    const ids = new Set<string>()

    for (let made = 0; made < 1_000_000; made += 1) {
      ids.add(countedText(14, 1_790_137_600, count(), random))
    }

    assert.equal(ids.size, 1_000_000)
    assert.ok([...ids].every((id) => /^[\dA-Za-z]{14}$/.test(id)))
    assert.equal(new Set([...ids].map((id) => id.slice(0, 6))).size, 1)
    assert.equal(new Set([...ids].map((id) => id.slice(0, 10))).size, 1_000_000)
  })
})
