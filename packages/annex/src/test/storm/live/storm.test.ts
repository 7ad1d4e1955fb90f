/** A short storm over each store; `npm run storm` is the long one. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { storeKinds } from '../../suites/stores.js'
import { inShort } from '../in-short.js'
import { storm } from './storm.js'

for (const kind of await storeKinds()) {
  describe(`a storm over ${kind.name}`, { timeout: 180_000 }, () => {
    it('leaves a mirror that equals the platform', async (test) => {
      const store = await kind.make()
      test.after(() => store.remove())
      const { differences, struck, compared } = await storm(store.database, 1, 60)
      test.diagnostic(`struck ${JSON.stringify(struck)}, rows ${JSON.stringify(compared)}`)
      assert.deepEqual(differences.slice(0, 3).map(inShort), [])
      assert.ok((compared['customers'] ?? 0) > 3 && (compared['charges'] ?? 0) > 3)
      assert.ok(Object.keys(struck).length > 4)
    })
  })
}
