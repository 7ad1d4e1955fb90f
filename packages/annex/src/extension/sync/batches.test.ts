import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Batches } from './batches.js'

/** A store that keeps when it is told to. */
function heldStore(sizeOf: (item: number) => number = () => 1) {
  const kept: number[][] = []
  const asked: PromiseWithResolvers<boolean>[] = []
  const keep = (items: number[]) => {
    kept.push(items)
    const answer = Promise.withResolvers<boolean>()
    asked.push(answer)
    return answer.promise
  }
  return { kept, asked, batches: new Batches<number>(keep, sizeOf) }
}

describe('pages on their way into the store', () => {
  it('share a transaction where they came while it was busy, in their order', async () => {
    const { kept, asked, batches } = heldStore()
    for (const n of [1, 2, 3]) assert.equal(await batches.add(n), true)
    assert.deepEqual([kept, batches.keepsUp], [[[1]], false])
    asked[0]?.resolve(true)
    const flushed = batches.flush()
    await Promise.resolve(asked[0]?.promise)
    while (asked.length < 2) await Promise.resolve()
    asked[1]?.resolve(true)
    assert.equal(await flushed, true)
    assert.deepEqual(kept, [[1], [2, 3]])
    assert.equal(batches.keepsUp, true)
  })

  it('are not read further than the store is behind by twice ten', async () => {
    const { kept, asked, batches } = heldStore()
    for (let n = 0; n < 10; n++) await batches.add(n)
    let hasRoom = false
    const full = batches.add(10).then(() => (hasRoom = true))
    for (let n = 0; n < 100; n++) await Promise.resolve()
    assert.equal(hasRoom, false)
    asked[0]?.resolve(true)
    await full
    assert.deepEqual(kept[1], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  /** In characters: two of them fit, three don't. */
  const LARGE = 3 * 1024 * 1024

  it('are not read further than some megabytes either', async () => {
    const { asked, batches } = heldStore(() => LARGE)
    for (let n = 0; n < 3; n++) await batches.add(n)
    let hasRoom = false
    const full = batches.add(3).then(() => (hasRoom = true))
    for (let n = 0; n < 100; n++) await Promise.resolve()
    assert.equal(hasRoom, false)
    asked[0]?.resolve(true)
    await full
  })

  it('share a transaction as far as they fit, and one alone always does', async () => {
    const kept: number[][] = []
    const keep = async (items: number[]) => kept.push(items) > 0
    const batches = new Batches<number>(keep, (n) => (n === 5 ? 4 * LARGE : LARGE))
    await Promise.all([0, 1, 2, 3, 4, 5, 6].map((n) => batches.add(n)))
    assert.equal(await batches.flush(), true)
    assert.deepEqual(kept, [[0], [1, 2], [3, 4], [5], [6]])
  })

  it('end when nothing is kept any more', async () => {
    const { kept, asked, batches } = heldStore()
    await batches.add(1)
    await batches.add(2)
    asked[0]?.resolve(false)
    assert.equal(await batches.flush(), false)
    assert.equal(await batches.add(3), false)
    assert.deepEqual(kept, [[1]])
  })

  it('tell everybody of a failure', async () => {
    const { asked, batches } = heldStore()
    await batches.add(1)
    asked[0]?.reject(new Error('no space'))
    await assert.rejects(batches.flush(), /no space/)
    await assert.rejects(batches.add(2), /no space/)
  })
})
