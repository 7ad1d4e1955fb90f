/** What is left of an ended connection, and how it goes, whichever Postgres keeps it (C1 to C4). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { disconnect } from '../../extension/connect/disconnect.js'
import { purge } from '../../extension/connect/purge.js'
import { listAuditLines } from '../../extension/store/audit.js'
import {
  findConnection,
  holdGeneration,
  listConnections,
  type AccountKey,
} from '../../extension/store/connections.js'
import { drawBudget } from '../../extension/store/budgets.js'
import { listPurgedTables, listPurges } from '../../extension/store/purges.js'
import { runJobs, START } from '../worlds/extension.js'
import { freshRoom, HARBOUR } from '../worlds/room.js'
import { countRows, insertRow, someoneWaits, writeEvent, writePage } from '../worlds/rows.js'
import type { StoreKind } from './stores.js'

const BUDGET = { wanted: 5, perSecond: 20, burst: 5 }

export function purgeSuite(kind: StoreKind): void {
  describe(`the purge, kept in ${kind.name}`, () => {
    const room = freshRoom(kind)

    it('covers every table that holds an account', async () => {
      const purged = await listPurgedTables(room.database)
      const rows = await room.database.query<{ name: string }>(
        `select table_schema || '.' || table_name as name from information_schema.columns
            where column_name = 'account' and table_schema in ('annex', 'stripe')`,
      )
      const left = rows.map(({ name }) => name).filter((name) => !purged.some((p) => p === name))

      // Whom we charge and what we earned are our own books, not the account's data. The others have
      // no generation to be purged by, and are the clean-up's last act.
      assert.deepEqual(left.sort(), [
        'annex.application_fees',
        'annex.billing_customers',
        'annex.budgets',
        'annex.connections',
        'annex.purges',
        'annex.readers',
      ])
    })

    it('removes everything of this account and nothing of others', async () => {
      const other = await room.connected('acct_other')
      const connection = await room.connected()
      await writePage(room.database, connection, 2500)
      await writeEvent(room.database, connection, 'evt_1')
      await writePage(room.database, other, 10)
      await letRead(connection, 'analyst')
      await letRead(other, 'other_analyst')
      await disconnect(connection, room.world.parts)

      await runJobs(room.world)

      assert.equal(await countRows(room.database, HARBOUR), 0)
      assert.equal(await countRows(room.database, other), 10)
      const readers = await room.database.query('select login from annex.readers')
      assert.deepEqual(readers, [{ login: 'other_analyst' }])
      assert.equal(await findConnection(room.database, HARBOUR), undefined)
      assert.deepEqual(await listPurges(room.database), [])
    })

    it('is not undone by a read of the account that was on its way', async () => {
      const connection = await room.connected()
      await disconnect(connection, room.world.parts)
      await runJobs(room.world)

      const granted = await drawBudget(room.database, connection, BUDGET)

      assert.equal(granted, BUDGET.wanted)
      assert.deepEqual(await room.database.query('select * from annex.budgets'), [])
    })

    it('leaves one line that does not say which account it was', async () => {
      const connection = await room.connected()
      await writePage(room.database, connection, 7)
      await disconnect(connection, room.world.parts)
      room.world.clock.moveTo(START + 60)
      await runJobs(room.world)
      await purge({ ...HARBOUR, generation: 999_999 }, room.world.parts)

      const [line, ...more] = await listAuditLines(room.database, 10)
      assert.deepEqual(more, [])
      assert.deepEqual(line?.details, {
        ...{ removed: 7, reason: 'disconnected_here', disconnected_at: START },
      })
      assert.equal(line.at, START + 60)
      assert.doesNotMatch(JSON.stringify(line), /acct_harbour/)
    })

    it('goes on where it was, killed before any of its transactions', async () => {
      const connection = await room.connected()
      await writePage(room.database, connection, 2500)
      await disconnect(connection, room.world.parts)
      const job = room.world.jobs.find(({ name }) => name === 'purge')
      assert.ok(job?.name === 'purge')

      let kills = 0
      while (!(await livesThrough(kills, () => purge(job.data, room.world.parts)))) kills++

      assert.ok(kills > 10, `${kills} kills`)
      assert.equal(await countRows(room.database, HARBOUR), 0)
      const [line, ...more] = await listAuditLines(room.database, 10)
      assert.deepEqual([line?.details.removed, more.length], [2500, 0])
    })

    it('stops between two chunks when asked to', async () => {
      const connection = await room.connected()
      await disconnect(connection, room.world.parts)
      const job = room.world.jobs.find(({ name }) => name === 'purge')
      assert.ok(job?.name === 'purge')

      assert.equal(
        await purge(job.data, { ...room.world.parts, signal: AbortSignal.abort() }),
        false,
      )
      assert.equal((await listPurges(room.database)).length, 1)
    })

    it('never touches what a new connection writes meanwhile', async () => {
      const connection = await room.connected()
      await writePage(room.database, connection, 30)
      await disconnect(connection, room.world.parts)
      const again = await room.connected()
      await writePage(room.database, again, 20)

      await runJobs(room.world)

      assert.equal(await countRows(room.database, HARBOUR), 20)
      assert.deepEqual(await room.current(), again)
    })

    it('lets nobody read a new connection who could read the old one', async () => {
      const connection = await room.connected()
      await letRead(connection, 'analyst')
      await disconnect(connection, room.world.parts)
      await room.connected()

      const readers = () =>
        room.database.query('select login from annex.readers where account = $1', [
          connection.account,
        ])
      assert.deepEqual(await readers(), [], 'gone before the new one is there')
      await letRead(connection, 'new_analyst')
      await runJobs(room.world)
      assert.deepEqual(await readers(), [{ login: 'new_analyst' }])
    })

    it('waits for a write that began before the end, and removes it too (C1)', async () => {
      const connection = await room.connected()
      const [held, gate] = [Promise.withResolvers<boolean>(), Promise.withResolvers<void>()]
      const writing = room.database.transaction(async (tx) => {
        held.resolve(await holdGeneration(tx, connection))
        await gate.promise
        await insertRow(tx, connection)
      })
      assert.equal(await held.promise, true)
      const ending = disconnect(connection, room.world.parts).then(() => runJobs(room.world))
      // One connection means one transaction at a time, so there it waits anyway.
      if (room.database.kind === 'server') await Promise.race([ending, someoneWaits(room.database)])
      gate.resolve()
      await Promise.all([writing, ending])

      assert.equal(await countRows(room.database, HARBOUR), 0)
    })

    it('looks again when something is left against all rules', async () => {
      const connection = await room.connected()
      await disconnect(connection, room.world.parts)
      const original = room.database.transaction.bind(room.database)
      let begun = 0
      room.database.transaction = async (inner) => {
        // By now the table it lands in has been emptied.
        if (++begun === (await listPurgedTables(room.database)).length) {
          await insertRow(room.database, connection)
        }
        return original(inner)
      }
      await runJobs(room.world).finally(() => (room.database.transaction = original))

      assert.equal(await countRows(room.database, HARBOUR), 0)
    })

    it('takes 100,000 rows within a minute', async () => {
      const connection = await room.connected()
      await writePage(room.database, connection, 100_000)
      await disconnect(connection, room.world.parts)

      const began = process.hrtime.bigint()
      await runJobs(room.world)

      assert.equal(await countRows(room.database, HARBOUR), 0)
      assert.ok(Number(process.hrtime.bigint() - began) / 1e9 < 60)
    })

    it('keeps the list free of what is over', async () => {
      await disconnect(await room.connected(), room.world.parts)
      await runJobs(room.world)

      assert.deepEqual(await listConnections(room.database), [])
    })

    async function letRead({ account, livemode }: AccountKey, login: string): Promise<void> {
      await room.database.query(
        'insert into annex.readers (login, account, livemode) values ($1, $2, $3)',
        [login, account, livemode],
      )
    }

    /** Runs `work` and kills it before its transaction number `limit`. @returns whether it ended first */
    async function livesThrough(limit: number, work: () => Promise<unknown>): Promise<boolean> {
      const original = room.database.transaction.bind(room.database)
      let begun = 0
      room.database.transaction = (inner) =>
        begun++ < limit ? original(inner) : Promise.reject(new Error('killed'))
      try {
        await work()
        return true
      } catch (error) {
        assert.match(String(error), /killed/)
        return false
      } finally {
        room.database.transaction = original
      }
    }
  })
}
