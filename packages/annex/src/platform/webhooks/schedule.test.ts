import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { seededRandom, type Random } from '../../core/random.js'
import { nextTry, readRetryAfter, type Failed } from './schedule.js'

const middle: Random = { ...seededRandom(1), fraction: () => 0.5 }
const HOUR = 3600

/** Times of all tries, in seconds after the event, when every one fails. */
function tries(failed: Partial<Failed>, random = middle): number[] {
  const at = [0]
  for (;;) {
    const now = at.at(-1) ?? 0
    const next = nextTry(
      { livemode: true, attempts: at.length, eventCreated: 0, retryAfter: null, ...failed },
      now,
      random,
    )
    if (next === null) return at
    at.push(next)
  }
}

describe('the schedule of retries', () => {
  it('tries a live event 13 times over about 70 hours', () => {
    const times = tries({ livemode: true })

    assert.equal(times.length, 13)
    assert.deepEqual(times.slice(0, 4), [0, 5, 35, 155])
    assert.ok((times.at(-1) ?? 0) > 69 * HOUR && (times.at(-1) ?? 0) < 71 * HOUR)
  })

  it('tries a test event three times more, within a few hours', () => {
    const times = tries({ livemode: false })

    assert.equal(times.length, 4)
    assert.ok((times.at(-1) ?? 0) < 4 * HOUR)
  })

  it('varies each step by a fifth at most, and never passes 72 hours', () => {
    for (let seed = 0; seed < 200; seed++) {
      const times = tries({}, seededRandom(seed))
      const second = times[1] ?? 0
      assert.ok(second >= 4 && second <= 6)
      assert.equal(times.length, 13)
      assert.ok((times.at(-1) ?? 0) <= 72 * HOUR)
    }
  })

  it('lets an endpoint lengthen a step to twice its value, not shorten it', () => {
    const step = (retryAfter: number) =>
      nextTry({ livemode: true, attempts: 2, eventCreated: 0, retryAfter }, 100, middle)

    assert.equal(step(45), 145)
    assert.equal(step(10_000), 160)
    assert.equal(step(1), 130)
  })

  it('reads both forms of Retry-After', () => {
    assert.equal(readRetryAfter('120', 0), 120)
    assert.equal(readRetryAfter('Thu, 01 Jan 1970 00:02:00 GMT', 20), 100)
    assert.equal(readRetryAfter('soon', 0), null)
    assert.equal(readRetryAfter(null, 0), null)
  })
})
