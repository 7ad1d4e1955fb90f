/**
 * Random lives of subscriptions: whatever happens to them, the books hold. `ANNEX_LIVES=1000` lives
 * so many of each sort, `npm run lives` does it; a failing one names its seed and its steps.
 */
import { describe, it, type TestContext } from 'node:test'
import * as fc from 'fast-check'
import { checkBooks } from '../../../test/worlds/books.js'
import { anew, born, quiet, type Step } from '../../../test/worlds/life.js'

const LIVES = Number(process.env['ANNEX_LIVES'] ?? 20)
const SEED = Number(process.env['ANNEX_LIVES_SEED'] ?? 20_260_923)

async function lived(t: TestContext, steps: fc.Arbitrary<Step>, cyclic: boolean): Promise<void> {
  const story = fc.array(steps, { minLength: 3, maxLength: 12 })
  const told = story.map((all) => Object.assign(all, { [fc.toStringMethod]: () => tell(all) }))
  await fc.assert(
    fc.asyncProperty(told, async (all) => {
      const life = await born(t)
      for (const { run } of all) await run(life)
      await checkBooks(life, cyclic)
    }),
    { numRuns: LIVES, seed: SEED },
  )
}

const tell = (all: readonly Step[]) => all.map(({ name }) => name).join('; ')

describe('whatever happens to a subscription', () => {
  it('keeps its books, and its periods meet', (t) => lived(t, quiet, true))

  it('keeps its books when it begins anew, or ends', (t) =>
    lived(t, fc.oneof({ weight: 4, arbitrary: quiet }, anew), false))
})
