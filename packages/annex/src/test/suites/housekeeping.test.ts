/** What the housekeeping lets go, and what it takes up again. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { disconnect } from '../../extension/connect/disconnect.js'
import { tidy } from '../../extension/connect/housekeeping.js'
import { insertEvents, type InboxEvent } from '../../extension/store/inbox.js'
import { insertTimelineEntry } from '../../extension/store/timeline.js'
import { START } from '../worlds/extension.js'
import { freshRoom, HARBOUR } from '../worlds/room.js'
import { storeKinds } from './stores.js'

const DAY = 24 * 3600

for (const kind of await storeKinds()) {
  describe(`keeping house in ${kind.name}`, () => {
    const room = freshRoom(kind)

    const event = (id: string, days: number, generation: number | null): InboxEvent => ({
      ...HARBOUR,
      ...{ event: id, generation, type: 'customer.updated', created: START - days * DAY },
      ...{ received_at: START - days * DAY, body_hash: 'hash', body: null },
    })
    const kept = async (table: string, column: string) => {
      const sql = `select ${column} as it from annex.${table} order by 1`
      return (await room.database.query<{ it: unknown }>(sql)).map(({ it }) => it)
    }

    it('lets events go once Stripe no longer lists them, and strangers’ sooner', async () => {
      const { generation } = await room.connected()
      await insertEvents(room.database, [
        event('evt_new', 1, generation),
        event('evt_listed', 34, generation),
        event('evt_old', 36, generation),
        event('evt_ignored', 3, null),
        event('evt_ignored_old', 5, null),
      ])
      await tidy(room.world.parts)
      assert.deepEqual(await kept('inbox', 'event'), ['evt_ignored', 'evt_listed', 'evt_new'])
    })

    it('lets old lines of the timeline go', async () => {
      const connection = await room.connected()
      await room.database.query('delete from annex.timeline')
      for (const days of [1, 89, 91]) {
        const entry = { at: START - days * DAY, what: `${days}`, details: {} }
        await insertTimelineEntry(room.database, connection, entry)
      }
      await tidy(room.world.parts)
      assert.deepEqual(await kept('timeline', 'what'), ['1', '89'])
      await room.database.query('delete from annex.timeline')
    })

    it('takes up a purge whose job is gone (C2)', async () => {
      await disconnect(await room.connected(), room.world.parts)
      room.world.jobs.length = 0
      await tidy(room.world.parts)
      assert.deepEqual(
        room.world.jobs.map(({ name, data }) => [name, data.account]),
        [['purge', HARBOUR.account]],
      )
    })
  })
}
