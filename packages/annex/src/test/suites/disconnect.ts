/** What the end of a connection promises, whichever Postgres keeps it (C1, C2, C5, C6). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { disconnect } from '../../extension/connect/disconnect.js'
import { tidy } from '../../extension/connect/housekeeping.js'
import { runConnectJob } from '../../extension/connect/jobs.js'
import { accessRefused, hearDeauthorized, recheck } from '../../extension/connect/loss.js'
import { listAuditLines } from '../../extension/store/audit.js'
import { findConnection } from '../../extension/store/connections.js'
import { listPurges } from '../../extension/store/purges.js'
import { runJobs, START } from '../worlds/extension.js'
import { freshRoom, HARBOUR } from '../worlds/room.js'
import type { StoreKind } from './stores.js'

export function disconnectSuite(kind: StoreKind): void {
  describe(`ending a connection, kept in ${kind.name}`, () => {
    const room = freshRoom(kind)

    const deauthorized = (created: number, application = 'ca_test_ledgerline') =>
      room.database.transaction((tx) =>
        hearDeauthorized(tx, { ...HARBOUR, application, created }, room.world.parts),
      )

    describe('from our side', () => {
      it('gives the grant back and deletes the credentials at once', async () => {
        const connection = await room.connected()

        assert.deepEqual(await disconnect(connection, room.world.parts), { kind: 'done' })

        const closed = await room.current()
        assert.deepEqual([closed.state, closed.credentials], ['purging', null])
        assert.ok(closed.generation > connection.generation)
        assert.deepEqual(room.world.stripe.connected, new Set())
        const sent = room.world.stripe.sent.at(-1)
        assert.deepEqual(Object.fromEntries(sent?.form ?? []), {
          client_id: 'ca_test_ledgerline',
          stripe_user_id: 'acct_harbour',
        })
      })

      it('is done as well when Stripe had disconnected it before', async () => {
        const connection = await room.connected()
        room.world.stripe.connected.clear()

        assert.deepEqual(await disconnect(connection, room.world.parts), { kind: 'done' })
        assert.equal((await room.current()).state, 'purging')
      })

      it('closes ours when Stripe is away, and tells Stripe later', async () => {
        const connection = await room.connected()
        room.world.stripe.trouble = 500

        assert.deepEqual(await disconnect(connection, room.world.parts), { kind: 'unknown' })

        assert.equal((await room.current()).state, 'purging')
        const retry = room.world.jobs.find((job) => job.name === 'deauthorize')
        assert.ok(retry)
        assert.equal(await runConnectJob(retry, room.world.parts), 'again')
        room.world.stripe.trouble = undefined
        assert.equal(await runConnectJob(retry, room.world.parts), 'done')
        assert.deepEqual(room.world.stripe.connected, new Set())
      })

      it('does not take the word of a stranger for the grant being given back', async () => {
        const connection = await room.connected()
        room.world.stripe.trouble = 'stranger'

        assert.deepEqual(await disconnect(connection, room.world.parts), { kind: 'unknown' })

        room.world.stripe.trouble = undefined
        await runJobs(room.world)
        assert.deepEqual(room.world.stripe.connected, new Set())
      })

      it('does not take a new grant away with the old word', async () => {
        const connection = await room.connected()
        room.world.stripe.trouble = 500
        await disconnect(connection, room.world.parts)
        room.world.stripe.trouble = undefined
        await room.connected()

        await runJobs(room.world)

        assert.deepEqual(room.world.stripe.connected, new Set(['acct_harbour']))
        assert.equal((await room.current()).state, 'active')
      })

      it('is told to the host app', async () => {
        const connection = await room.connected()
        await disconnect(connection, room.world.parts)
        await runJobs(room.world)

        assert.deepEqual(room.world.left, [HARBOUR])
      })

      it('happens once, however often it is asked for', async () => {
        const connection = await room.connected()
        await Promise.all([1, 2, 3].map(() => disconnect(connection, room.world.parts)))

        assert.equal((await listPurges(room.database)).length, 1)
      })
    })

    describe("from Stripe's side", () => {
      it('closes ours', async () => {
        await room.connected()
        room.world.stripe.connected.clear()
        await deauthorized(START + 5)

        await runJobs(room.world)

        assert.equal(await findConnection(room.database, HARBOUR), undefined)
        const [line] = await listAuditLines(room.database, 10)
        assert.equal(line?.details.reason, 'disconnected_at_stripe')
      })

      it('is not believed of an earlier grant (C5)', async () => {
        const before = await room.connected()
        await disconnect(before, room.world.parts)
        room.world.clock.moveTo(START + 10)
        await room.connected()
        await deauthorized(START + 5)

        await runJobs(room.world)

        assert.equal((await room.current()).state, 'active')
      })

      it('is not believed when the grant is renewed while we ask (C5)', async () => {
        await room.connected()
        await deauthorized(START + 5)
        room.world.parts.probe = async () => {
          await room.connected()
          return 'revoked'
        }

        await runJobs(room.world)

        assert.deepEqual(
          [(await room.current()).state, (await room.current()).grants],
          ['active', 2],
        )
      })

      it('is asked about again while Stripe does not agree with itself', async () => {
        await room.connected()
        await runJobs(room.world)
        await deauthorized(START + 5)
        const [job] = room.world.jobs
        assert.ok(job)

        assert.equal(await runConnectJob(job, room.world.parts), 'again')
        assert.equal(await runConnectJob(job, { ...room.world.parts, attempt: 6 }), 'done')
        assert.equal((await room.current()).state, 'active')
        room.world.answer = 'unclear'
        assert.equal(await runConnectJob(job, room.world.parts), 'again')
        room.world.answer = 'revoked'
        assert.equal(await runConnectJob(job, room.world.parts), 'done')
        assert.equal((await room.current()).state, 'purging')
      })

      it("does not concern another application's grant", async () => {
        await room.connected()
        await runJobs(room.world)
        await deauthorized(START + 5, 'ca_other')

        assert.deepEqual(room.world.jobs, [])
      })
    })

    describe('refused calls (C6)', () => {
      it('only pause at first', async () => {
        const connection = await room.connected()

        assert.equal(await accessRefused(connection, room.world.parts), 'paused')

        const paused = await room.current()
        assert.equal(paused.state, 'paused')
        assert.match(paused.state_reason ?? '', /Connect again/)
        assert.ok(paused.credentials)
      })

      it('count as loss after a day without one answer', async () => {
        const connection = await room.connected()
        await accessRefused(connection, room.world.parts)
        room.world.clock.moveTo(START + 86_399)
        assert.equal(await accessRefused(connection, room.world.parts), 'paused')

        room.world.clock.moveTo(START + 86_400)
        assert.equal(await accessRefused(connection, room.world.parts), 'closed')
        assert.equal((await room.current()).state, 'purging')
      })

      it('are forgotten when Stripe answers again', async () => {
        const connection = await room.connected()
        await accessRefused(connection, room.world.parts)
        room.world.clock.moveTo(START + 80_000)
        assert.equal(await recheck(await room.current(), room.world.parts), 'resumed')
        room.world.clock.moveTo(START + 90_000)

        assert.equal(await accessRefused(connection, room.world.parts), 'paused')
      })

      it('are looked at again every so often, and end by themselves', async () => {
        const connection = await room.connected()
        await accessRefused(connection, room.world.parts)
        await tidy(room.world.parts)
        assert.equal((await room.current()).state, 'active')

        room.world.stripe.connected.clear()
        await accessRefused(connection, room.world.parts)
        room.world.clock.moveTo(START + 86_400)
        await tidy(room.world.parts)
        assert.equal((await room.current()).state, 'purging')
      })

      it('of an ended connection change nothing', async () => {
        const connection = await room.connected()
        await disconnect(connection, room.world.parts)
        const again = await room.connected()

        assert.equal(await accessRefused(connection, room.world.parts), 'void')
        assert.deepEqual(await room.current(), again)
      })

      it('end with a new connect', async () => {
        const connection = await room.connected()
        await accessRefused(connection, room.world.parts)

        const renewed = await room.connected()

        assert.deepEqual([renewed.state, renewed.refused_since], ['active', null])
      })
    })
  })
}
