import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { kind as entryOf, operations, type Operation } from '../../catalogue/catalogue.js'
import type { Schema } from '../../catalogue/schema.js'
import { whyNot } from '../../platform/engine/offered.js'
import { objectsIn, type Objects } from '../walk/objects.js'
import { LEFT_OUT } from '../walk/parameters.js'
import { happenings } from '../walk/recipes.js'
import { nameOf, walkedWorld, type World } from '../walk/world.js'

type Listed = Readonly<Record<string, unknown>>

/** Two objects of every kind that a request can make. */
async function filledWorld(): Promise<{ world: World; objects: Objects }> {
  const world = await walkedWorld()
  const objects = objectsIn(world)
  for (const [kind, id] of Object.entries(await happenings(world))) {
    if (id !== undefined) objects.learn(kind, id)
  }
  const creations = operations().filter(
    (one) => one.action === 'create' && whyNot(world.served, one) === undefined,
  )
  for (const operation of [...creations, ...creations]) {
    const ids = await objects.idsFor(operation)
    const params = await objects.paramsFor(operation, (param) => param.length % 2 === 0)
    await world.send(operation, ids, params)
    world.advance(1)
  }
  return { world, objects }
}

describe('every list', async () => {
  const { world, objects } = await filledWorld()
  after(world.close)
  const lists = operations().filter(
    (one) => one.action === 'list' && whyNot(world.served, one) === undefined,
  )

  const list = async (operation: Operation, ids: readonly string[], params: object) => {
    const required = await objects.paramsFor(operation)
    const { status, text } = await world.send(operation, ids, { ...required, ...params })
    const body = JSON.parse(text)
    const data: Listed[] = status === 200 ? body.data : []
    return { status, data, message: String(body.error?.message) }
  }

  it('shows what a filter names, and nothing else', async (context) => {
    const faults: string[] = []
    let compared = 0
    for (const operation of lists) {
      const ids = await objects.idsFor(operation)
      const all = await list(operation, ids, { limit: 100 })
      for (const { name, value, of } of filtersOn(operation, all.data)) {
        const found = await list(operation, ids, { limit: 100, [name]: value })
        const others = found.data.filter((one) => one[name] !== value)
        const isShown = found.data.some((one) => one['id'] === of)
        compared++
        if (found.status === 200 && isShown && others.length === 0) continue
        faults.push(
          `${nameOf(operation)} ${name}=${String(value)}: ${found.status} ${found.message}`,
        )
      }
    }
    context.diagnostic(`${compared} filters of ${lists.length} lists`)
    assert.deepEqual(faults, [])
    assert.ok(compared > 80)
  })

  it('is bounded by ranges of any time or amount', async () => {
    const faults: string[] = []
    for (const operation of lists) {
      const ids = await objects.idsFor(operation)
      for (const name of rangesOf(operation)) {
        const all = await list(operation, ids, { limit: 100 })
        const value = all.data.map((one) => one[name]).find(Number.isInteger)
        if (value === undefined) continue
        const within = await list(operation, ids, {
          [name]: { gte: value, lte: value },
          limit: 100,
        })
        const beyond = await list(operation, ids, { [name]: { gt: value }, limit: 100 })
        const isRight =
          within.data.length > 0 &&
          within.data.every((one) => one[name] === value) &&
          beyond.data.every((one) => Number(one[name]) > Number(value))
        if (!isRight) faults.push(`${nameOf(operation)} ${name}`)
      }
    }
    assert.deepEqual(faults, [])
  })

  it('is walked page by page without a gap', async () => {
    for (const operation of lists.filter((one) => one.parameters.has('starting_after'))) {
      const ids = await objects.idsFor(operation)
      const all = (await list(operation, ids, { limit: 100 })).data.map((one) => one['id'])
      const walked: unknown[] = []
      for (let at = 0; at < all.length; at++) {
        const from = at === 0 ? {} : { starting_after: all[at - 1] }
        walked.push((await list(operation, ids, { limit: 1, ...from })).data[0]?.['id'])
      }
      assert.deepEqual(walked, all, nameOf(operation))
    }
  })
})

/** Filters by a value that some listed object has. */
function filtersOn({ parameters, kinds }: Operation, data: readonly Listed[]) {
  const [kind] = kinds
  if (kind === undefined) return []
  return [...parameters].flatMap(([name, { schema }]) => {
    if (LEFT_OUT.has(name) || !isComparable(schema, entryOf(kind).fields.get(name)?.schema))
      return []
    const one = data.find((object) => isPlain(object[name]))
    return one === undefined ? [] : [{ name, value: one[name], of: one['id'] }]
  })
}

function isComparable(asked: Schema, held: Schema | undefined): boolean {
  const plain = ['string', 'enum', 'boolean', 'currency', 'integer']
  const isHeld = held !== undefined && (plain.includes(held.type) || held.type === 'kind')
  return plain.includes(asked.type) && isHeld
}

function isPlain(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'boolean'
}

function rangesOf({ parameters }: Operation): string[] {
  return [...parameters].filter(([, { schema }]) => holdsRange(schema)).map(([name]) => name)
}

function holdsRange(schema: Schema): boolean {
  return schema.type === 'range' || (schema.type === 'union' && schema.of.some(holdsRange))
}
