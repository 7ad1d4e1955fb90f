/** A few simulated storms; `npm run storm` lets as many blow as you like. */
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { inShort } from '../in-short.js'
import type { Engine } from './engine.js'
import { drawPlan } from './plan.js'
import { makeQueues } from './program.js'
import { preparedEngine } from './reset.js'
import { simulate } from './simulate.js'

const SEEDS = Number(process.env['ANNEX_STORMS'] ?? 5)

/** Of a machine ten times slower than any that builds it. */
const PATIENT = { timeout: 540_000 }

describe('a simulated storm', PATIENT, () => {
  let engine: Engine
  before(async () => {
    engine = await preparedEngine(makeQueues)
    // Modules that are loaded on first use take real time, once.
    await simulate(drawPlan(0, { length: 1 }), engine)
  })

  it('is the same storm when its seed is the same, whatever was before', PATIENT, async () => {
    const first = await simulate(drawPlan(7), engine)
    await simulate(drawPlan(8), engine)
    const again = await simulate(drawPlan(7), engine)
    assert.equal(again.trace, first.trace)
    assert.deepEqual(again.struck, first.struck)
    assert.ok(first.steps > 500)
  })

  it(
    `leaves a mirror that equals the platform, and keeps every promise: ${SEEDS} seeds`,
    PATIENT,
    async (test) => {
      const struck = new Map<string, number>()
      let rows = 0
      for (let seed = 1; seed <= SEEDS; seed++) {
        const outcome = await simulate(drawPlan(seed), engine)
        const told = [...outcome.differences.slice(0, 3).map(inShort), ...outcome.broken]
        assert.deepEqual(told, [], `npm run storm -- --seed ${seed} --shrink`)
        for (const [name, times] of Object.entries(outcome.struck)) {
          struck.set(name, (struck.get(name) ?? 0) + times)
        }
        rows += Object.values(outcome.compared).reduce((sum, count) => sum + count, 0)
      }
      test.diagnostic(`${rows} rows; struck: ${JSON.stringify(Object.fromEntries(struck))}`)
      assert.ok(rows > SEEDS, 'next to nothing was compared')
      assert.ok(struck.size > 20, 'next to nothing went wrong')
    },
  )
})
