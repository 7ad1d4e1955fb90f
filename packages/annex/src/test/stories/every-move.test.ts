/** A month of trade, lived eight times, changes statuses only in ways the lifecycle tables know. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isKind } from '../../catalogue/catalogue.js'
import { targetsOf } from '../../platform/engine/lifecycle.js'
import { statusOf } from '../../platform/engine/news.js'
import { storyNames, writeHistory } from '../../platform/seed/history/write-history.js'
import { startPlatform } from '../../testing.js'

interface Seen {
  id?: string
  object: string
}

describe('every change of status', () => {
  for (const story of storyNames) {
    it(`in ${story} is in its table`, async (test) => {
      const world = await startPlatform()
      test.after(world.close)
      const { engine } = world.platform.parts
      const account = world.account.account.id
      for (const randomSeed of [1, 2, 3, 4, 5, 6, 7, 8]) {
        writeHistory(engine, { story, account, months: 1, randomSeed })
      }
      const rows = engine.store.all<{ body: string }>('select body from events order by seq')

      const last = new Map<string, string>()
      const moves = new Set<string>()
      for (const { body } of rows) {
        const object: Seen = JSON.parse(body).data.object
        const status = statusOf(object)
        if (object.id === undefined || status === undefined) continue
        const before = last.get(object.id)
        if (before !== undefined && before !== status)
          moves.add(`${object.object} ${before} ${status}`)
        last.set(object.id, status)
      }

      assert.ok(moves.size > 0)
      const unknown = [...moves].filter((move) => {
        const [kind = '', from = '', to = ''] = move.split(' ')
        const verbs = isKind(kind) ? engine.behaviours.get(kind)?.lifecycle?.verbs : undefined
        if (verbs === undefined) return false
        return !Object.values(verbs).some(
          (verb) => verb.from.includes(from) && targetsOf(verb, from).includes(to),
        )
      })
      assert.deepEqual(unknown, [])
    })
  }
})
