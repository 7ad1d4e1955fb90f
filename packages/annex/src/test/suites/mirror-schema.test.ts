/** Migrations and the table of kinds say the same, over each store. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { driftOf, migrationFor, readActual } from '../mirror/drift.js'
import { storeKinds, type TestStore } from './stores.js'

for (const kind of await storeKinds()) {
  describe(`the schema of the mirror over ${kind.name}`, () => {
    let store: TestStore
    before(async () => {
      store = await kind.make()
    })
    after(() => store.remove())

    it('is what the table of kinds asks for; npm run mirror writes what is missing', async () => {
      assert.deepEqual(driftOf(await readActual(store.database)), [])
    })

    it('would be seen to differ, and the migration that is written helps', async () => {
      const { database } = store
      await database.exec(`
        drop table stripe.payment_links cascade;
        drop index stripe.charges_newest;
        alter table stripe.invoice_line_items drop column parent cascade;
        alter table stripe.charges add column colour text;`)
      const drift = driftOf(await readActual(database))
      assert.deepEqual(drift, [
        'stripe.charges.colour (text) should not be there',
        'the index charges_newest is missing',
        'stripe.payment_links is missing',
        'the index payment_links_newest is missing',
        'stripe_account.payment_links or a column of it is missing',
        'stripe.invoice_line_items.parent is missing',
        'the index invoice_line_items_of_parent is missing',
        'stripe_account.invoice_line_items or a column of it is missing',
      ])
      await database.exec(migrationFor(await readActual(database)) ?? '')
      assert.deepEqual(driftOf(await readActual(database)), drift.slice(0, 1))
    })
  })
}
