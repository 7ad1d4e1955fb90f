/** What people are told while the store is gone. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { outsideWith } from '../../core/outside.js'
import { openDatabase } from '../../extension/store/open.js'
import { extensionWorld } from '../worlds/extension.js'

describe('a page while the store is gone', () => {
  it('is a plain 503 that says so and when to come back', async (test) => {
    const database = await openDatabase({
      ...{ url: undefined, directory: ':memory:', outside: outsideWith() },
    })
    const world = await extensionWorld(database, { access: { kind: 'password' } })
    test.after(() => world.close())
    await database.close()

    for (const path of ['/sign-in', '/connect']) {
      const answer = await world.browser().get(path)
      const text = await answer.text()
      assert.equal(answer.status, 503, path)
      assert.equal(answer.headers.get('retry-after'), '5')
      assert.match(text, /does not answer/)
      assert.doesNotMatch(text, /StoreUnavailable|is closed/)
    }
    assert.match(world.logged.join(''), /no store/)
  })
})
