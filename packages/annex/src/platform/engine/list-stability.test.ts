import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { startPlatform } from '../../testing.js'

/** What happens between two pages: somebody else adds, takes away, or a second passes. */
const meanwhile = fc.array(fc.constantFrom('create', 'delete', 'tick'), { maxLength: 4 })

describe('walking a list while others write', () => {
  it('shows what was there all the time once, in order, in both directions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          before: fc.integer({ min: 1, max: 8 }),
          limit: fc.integer({ min: 1, max: 3 }),
          between: fc.array(meanwhile, { minLength: 1, maxLength: 8 }),
          victims: fc.infiniteStream(fc.nat()),
          backwards: fc.boolean(),
        }),
        async ({ before, limit, between, victims, backwards }) => {
          const { stripe, advance, close } = await startPlatform()
          const living: string[] = []
          const create = async () =>
            void living.unshift((await stripe.coupons.create({ percent_off: 1 })).id)
          for (let index = 0; index < before; index++) await create()
          const untouched = new Set(living)
          const happen = async (what: string) => {
            if (what === 'tick') return advance(1)
            if (what === 'create') return create()
            const [gone] = living.splice(
              (victims.next().value ?? 0) % Math.max(living.length, 1),
              1,
            )
            if (gone === undefined) return
            untouched.delete(gone)
            await stripe.coupons.del(gone)
          }

          const seen: string[] = []
          let cursor = backwards ? living.at(-1) : undefined
          if (cursor !== undefined) seen.push(cursor)
          for (let turn = 0; turn < 40; turn++) {
            const place =
              cursor === undefined
                ? {}
                : { [backwards ? 'ending_before' : 'starting_after']: cursor }
            const { data, has_more } = await stripe.coupons.list({ limit, ...place })
            const page = data.map(({ id }) => id)
            seen.push(...(backwards ? page.toReversed() : page))
            cursor = (backwards ? page[0] : page.at(-1)) ?? cursor
            if (!has_more) break
            for (const what of between[turn % between.length] ?? []) await happen(what)
          }
          await close()

          assert.equal(new Set(seen).size, seen.length, 'nothing twice')
          const order = backwards ? [...untouched].toReversed() : [...untouched]
          assert.deepEqual(
            seen.filter((id) => untouched.has(id)),
            order,
          )
        },
      ),
      { numRuns: 40, seed: 20261028 },
    )
  })
})
