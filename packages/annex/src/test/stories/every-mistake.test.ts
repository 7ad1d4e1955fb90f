import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { operations, type Operation } from '../../catalogue/catalogue.js'
import { mutationsOf, type Mutation } from '../walk/mutations.js'
import type { Making } from '../walk/parameters.js'
import { NeverSent, nameOf, walkedWorld } from '../walk/world.js'

/** One in so many optional parameters is tried; another seed tries others. */
const ONE_IN = 2
const SEED = Number(process.env['MISTAKES_SEED'] ?? 20261028)

function chosen(param: string): boolean {
  let hash = SEED
  for (const letter of param) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0
  return hash % ONE_IN === 0
}

describe(`every operation with one mistake (seed ${SEED})`, async () => {
  const world = await walkedWorld()
  after(world.close)
  const making: Making = {
    ...{ wants: () => false, now: world.now(), unique: () => 'item' },
    idOf: ([kind]) => `some_${kind}`,
  }

  const tried = new Map<Mutation['what'], number>()
  const faults: string[] = []
  const check = async (operation: Operation, mutation: Mutation) => {
    const { params, param, code, what } = mutation
    const ids = operation.path.match(/\{\w+\}/g) ?? []
    const sending = world.send(
      operation,
      ids.map((_, index) => `id_${index}`),
      params,
    )
    const answer = await sending.catch((error: unknown) => {
      if (!(error instanceof NeverSent)) throw error
    })
    if (answer === undefined) return
    const { status, text } = answer
    tried.set(what, (tried.get(what) ?? 0) + 1)
    const { error } = JSON.parse(text)
    const isRight = status === 400 && error.param === param
    if (isRight && (code === undefined || error.code === code)) return
    faults.push(
      `${nameOf(operation)} ${what} ${param}: ${status} ${error?.param} ${error?.message}`,
    )
  }

  it('is refused, naming the parameter', async (context) => {
    for (const operation of operations()) {
      for (const mutation of mutationsOf(operation, making, chosen)) {
        await check(operation, mutation)
      }
    }
    for (const [what, count] of tried) context.diagnostic(`${count} ${what}`)
    assert.deepEqual(faults, [])
    for (const count of tried.values()) assert.ok(count > 100)
  })
})
