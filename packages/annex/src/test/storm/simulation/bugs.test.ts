/** Bugs somebody could have written turn the storm red; and what a red storm is cut down to. */
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { BUGS } from './bugs.js'
import type { Engine } from './engine.js'
import { drawPlan, type Plan } from './plan.js'
import { simulateWith } from './plant.js'
import { makeQueues } from './program.js'
import { preparedEngine } from './reset.js'
import { keepOnly, partsOf, shrink } from './shrink.js'
import { isRed, type Simulate } from './simulate.js'

const LONG = process.env['ANNEX_STORMS'] !== undefined

/** None may stay unseen for longer. */
const MOST_SEEDS = 40

/** Of a machine ten times slower than any that builds it. */
const PATIENT = { timeout: 540_000 }

describe('a planted bug', PATIENT, () => {
  let engine: Engine
  before(async () => {
    engine = await preparedEngine(makeQueues)
  })

  for (const { name, breaks, seed, weather } of BUGS) {
    const skip = seed === undefined && !LONG && 'sought with ANNEX_STORMS set: it takes minutes'
    it(`turns the storm red: ${breaks}`, { ...PATIENT, skip }, async (test) => {
      const simulate = await simulateWith(name)
      // Where it was seen last; products change, and then it is looked for anew.
      for (const next of [seed ?? 1, ...Array.from({ length: MOST_SEEDS }, (_, n) => n + 1)]) {
        if (!(await turnsRed(drawPlan(next, weather), { simulate, engine }))) continue
        return test.diagnostic(`seed ${next}`)
      }
      assert.fail(`'${name}' was not seen in ${MOST_SEEDS} storms`)
    })
  }

  it('is shown by the least of a plan that still fails', PATIENT, async () => {
    const simulate = await simulateWith('last-to-arrive')
    const plan = drawPlan(1)
    const fails = (smaller: Plan) => turnsRed(smaller, { simulate, engine })
    assert.ok(await fails(plan))

    const names = await shrink(plan, fails, 20)

    assert.ok(names.length < partsOf(plan).length / 3, `${names.length} parts are left`)
    assert.ok(await fails(keepOnly(plan, names)))
  })
})

/** A storm that never ends is one too. */
async function turnsRed(
  plan: Plan,
  { simulate, engine }: { simulate: Simulate; engine: Engine },
): Promise<boolean> {
  return simulate(plan, engine).then(isRed, () => true)
}
