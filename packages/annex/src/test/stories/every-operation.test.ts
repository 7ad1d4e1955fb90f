import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import { operations } from '../../catalogue/catalogue.js'
import { excuseOf, walk, type Step } from '../walk/walk.js'
import { nameOf, walkedWorld, type World } from '../walk/world.js'

/** A verb that another status would have allowed. */
const OF_STATUS = /\bhas a status of \w+\./

function unexcused(world: World, steps: readonly Step[]): string[] {
  return steps
    .filter((step) => step.status !== 200 && excuseOf(world, step) === undefined)
    .filter(({ message }) => !OF_STATUS.test(message))
    .map(({ name, status, message }) => `${status} ${name}: ${message}`)
}

function unshapely(steps: readonly Step[]): string[] {
  return steps.flatMap(({ name, wrong }) => wrong.map((line) => `${name}: ${line}`))
}

function broken(steps: readonly Step[]): string[] {
  return steps
    .filter(({ status, message }) => status >= 500 || message.startsWith('Unrecognized'))
    .map(({ name, status, message }) => `${status} ${name}: ${message}`)
}

/** How many were answered, and why the others weren't. */
function tell(context: TestContext, world: World, steps: readonly Step[]): void {
  const refused = steps.filter(({ status }) => status !== 200)
  const reasons = Map.groupBy(refused, (step) => sortOf(excuseOf(world, step) ?? step.message))
  context.diagnostic(`${steps.length - refused.length} of ${steps.length} answered`)
  const sorted = [...reasons].toSorted(([, a], [, b]) => b.length - a.length)
  for (const [reason, some] of sorted) context.diagnostic(`${some.length} not: ${reason}`)
}

function sortOf(reason: string): string {
  return reason
    .replace(/^it keeps .*/, 'a verb of a kind that is kept as it was given')
    .replace(/^there is no \S+ here$/, 'nothing makes an object of that kind')
    .replace(/^nothing in .*/, 'nothing says what the listed objects belong to')
    .slice(0, 100)
}

describe('every operation of the official client', async () => {
  const world = await walkedWorld()
  after(world.close)

  it('has a method that sends it', () => {
    const without = operations().filter((one) => !world.methods.has(nameOf(one)))
    assert.deepEqual(without.map(nameOf), [])
  })

  it('is answered in the shape of its kind, or refused for a reason', async (context) => {
    const steps = await walk(world, () => false)
    tell(context, world, steps)
    assert.equal(steps.length, operations().length)
    assert.deepEqual(broken(steps), [])
    assert.deepEqual(unshapely(steps), [])
    assert.deepEqual(unexcused(world, steps), [])
  })
})

/** Another choice every time, the same for the same seed. */
function someOf(seed: number): (param: string) => boolean {
  return (param) => {
    let hash = seed
    for (const letter of param) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0
    return hash % 3 === 0
  }
}

describe('every operation with many of its parameters', async () => {
  const worlds = await Promise.all(
    [1, 2, 3].map(async (seed) => ({ seed, ...(await walkedWorld()) })),
  )
  after(() => Promise.all(worlds.map((world) => world.close())))

  for (const world of worlds) {
    it(`is answered in the shape of its kind, or refused (seed ${world.seed})`, async (context) => {
      const steps = await walk(world, someOf(world.seed))
      tell(context, world, steps)
      assert.deepEqual(broken(steps), [])
      assert.deepEqual(unshapely(steps), [])
    })
  }
})
