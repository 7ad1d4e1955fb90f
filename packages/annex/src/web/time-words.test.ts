import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { durationWords, exactTime, relativeTime } from './time-words.js'

const NOON = Date.UTC(2025, 2, 4, 12) / 1000

describe('times in words', () => {
  it('say how long ago, then when', () => {
    const words: [number, string][] = [
      ...[
        [0, 'just now'],
        [59, '59 s ago'],
        [60, '1 min ago'],
        [7199, '1 h ago'],
      ],
      ...[
        [86_400, '1 day ago'],
        [6 * 86_400, '6 days ago'],
        [7 * 86_400, 'Feb 25, 12:00'],
      ],
      ...[[90 * 86_400, 'Dec 4, 2024']],
    ] as [number, string][]
    for (const [ago, said] of words) assert.equal(relativeTime(NOON - ago, NOON), said)
    assert.equal(relativeTime(NOON + 7200, NOON), 'in 2 h')
  })

  it('are exact in UTC', () => {
    assert.equal(exactTime(NOON + 9), 'Mar 4, 2025, 12:00:09 UTC')
  })

  it('measure durations', () => {
    assert.deepEqual([41.2, 999, 1240].map(durationWords), ['41 ms', '999 ms', '1.24 s'])
  })
})
