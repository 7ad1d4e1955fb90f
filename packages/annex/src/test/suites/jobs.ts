/** What the job queue promises, over each store. */
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { createLog } from '../../core/log.js'
import { outsideWith } from '../../core/outside.js'
import { systemTimers, type Timers } from '../../core/timers.js'
import { createJobs, type Jobs } from '../../extension/jobs/jobs.js'
import { jobKind, type JobData, type JobKind } from '../../extension/jobs/kind.js'
import type { Lease } from '../../extension/jobs/lease.js'
import { deleteJobsBefore } from '../../extension/store/job-leases.js'
import type { StoreKind, TestStore } from './stores.js'

interface Note extends JobData {
  text: string
}

const log = createLog('silent', 'test')
const mine = { account: 'acct_1', livemode: false, generation: 1 }

export function jobsSuite(kind: StoreKind): void {
  describe(`jobs over ${kind.name}`, () => {
    let store: TestStore
    let jobs: Jobs
    let count = 0
    before(async () => {
      store = await kind.make()
      await store.database.exec('create table public.effects (text text)')
    })
    after(() => store.remove())
    beforeEach(() => {
      jobs = createJobs({ database: store.database, outside: outsideWith(), log })
    })
    // A test that fails on its way must not leave a queue that works on.
    afterEach(() => jobs.stop(0))

    const notes = (options: Partial<JobKind<Note>> = {}): JobKind<Note> => {
      const name = `note_${++count}`
      return jobKind<Note>({ name, here: 4, perAccount: 4, deadlineSeconds: 60, ...options })
    }
    const send = (kind: JobKind<Note>, text: string, whose: JobData = mine) =>
      store.database.transaction((tx) => jobs.send(tx, { kind, data: { ...whose, text } }))

    it('does a job once its transaction committed, and never one that rolled back', async () => {
      const note = notes()
      const done = Promise.withResolvers<string>()
      jobs.handle(note, async ({ text }) => done.resolve(text))
      await jobs.start()

      const lost = store.database.transaction(async (tx) => {
        await jobs.send(tx, { kind: note, data: { ...mine, text: 'lost' } })
        throw new Error('rolled back')
      })
      await assert.rejects(lost, /rolled back/)
      await send(note, 'kept')

      assert.equal(await done.promise, 'kept')
      await jobs.stop()
    })

    it('lets one wait while one runs, for jobs with a key', async () => {
      const note = notes({ perAccount: 1, keyOf: ({ account }) => account })
      const seen: string[] = []
      const [begun, go, second] = [gate(), gate(), gate()]
      jobs.handle(note, async ({ text }) => {
        if (seen.push(text) === 2) return second.resolve()
        begun.resolve()
        await go.promise
      })
      await jobs.start()

      await send(note, 'running')
      await begun.promise
      for (const text of ['waiting', 'the same', 'and the same']) await send(note, text)
      go.resolve()
      await second.promise
      await jobs.stop()

      assert.deepEqual(seen, ['running', 'waiting'])
    })

    it('caps what one account has at once, and does another meanwhile (J6)', async () => {
      const note = notes({ here: 3, perAccount: 1 })
      const [other, go] = [gate(), gate()]
      const running: string[] = []
      jobs.handle(note, async ({ account }) => {
        running.push(account)
        if (account === 'acct_2') return other.resolve()
        await go.promise
      })
      await jobs.start()

      for (let n = 0; n < 5; n++) await send(note, `${n}`)
      await send(note, 'other', { ...mine, account: 'acct_2' })
      await other.promise

      assert.deepEqual(running.sort(), ['acct_1', 'acct_2'])
      go.resolve()
      await jobs.stop()
    })

    it('runs a job again that failed, counting the attempts', async () => {
      const note = notes()
      const attempts: number[] = []
      const second = gate()
      jobs.handle(note, async (_, { attempt }) => {
        if (attempts.push(attempt) === 2) return second.resolve()
        throw new Error('not today')
      })
      await jobs.start()
      await send(note, 'again')
      await second.promise
      await jobs.stop()
      assert.deepEqual(attempts, [1, 2])
    })

    it('keeps what failed for good with its reason, until it is replayed (J4)', async ({
      signal,
    }) => {
      const note = notes()
      const replayed = gate()
      const heard: string[] = []
      let works = false
      const does = async () => {
        if (!works) throw new TypeError('no such thing')
        replayed.resolve()
      }
      jobs.handle(note, does, async (_, { text }) => void heard.push(text))
      await jobs.start({ work: false })
      await send(note, 'doomed')
      await exhaust(note.name)
      await jobs.start()

      const letter = await untilDead(note.name, signal)
      assert.deepEqual(letter.data, { ...mine, text: 'doomed' })
      assert.match(JSON.stringify(letter.reason), /TypeError.*no such thing/)
      assert.deepEqual(heard, ['doomed'])
      works = true
      await store.database.transaction((tx) => jobs.replay(tx, [letter]))
      await replayed.promise
      await jobs.stop()
    })

    it('refuses the writes of a worker that lost its lease (J3)', async () => {
      const note = notes()
      const refused = Promise.withResolvers<unknown>()
      const write = (lease: Lease) =>
        store.database.transaction(async (tx) => {
          await lease.hold(tx)
          await tx.query('insert into effects values ($1)', ['late'])
        })
      jobs.handle(note, async (_, lease) => {
        await write(lease)
        await claimElsewhere(note.name)
        await write(lease).catch(refused.resolve)
      })
      await jobs.start()
      await send(note, 'fenced')
      assert.match(String(await refused.promise), /Another worker has the job/)
      await jobs.stop()
      assert.equal((await store.database.query('select from effects')).length, 1)
    })

    it('gives back at its stop what is unfinished, without an attempt lost (J7)', async () => {
      const note = notes()
      const [begun, again] = [gate(), Promise.withResolvers<number>()]
      jobs.handle(note, (_, { signal }) => {
        begun.resolve()
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
      })
      await jobs.start()
      await send(note, 'long')
      await begun.promise
      await jobs.stop()

      jobs = createJobs({ database: store.database, outside: outsideWith(), log })
      jobs.handle(note, async (_, { attempt }) => again.resolve(attempt))
      await jobs.start()
      assert.equal(await again.promise, 1)
      await jobs.stop()
    })

    it('takes its slot from a handler that never returns (J5)', async () => {
      // Of no other timer's length.
      const note = notes({ here: 1, perAccount: 1, deadlineSeconds: 77 })
      const [begun, next] = [gate(), gate()]
      const deadlineMs = note.deadlineSeconds * 1000
      const overdue = Promise.withResolvers<() => void>()
      const after: Timers['after'] = (ms, callback) => {
        if (ms !== deadlineMs) return systemTimers.after(ms, callback)
        overdue.resolve(callback)
        return { cancel: () => undefined }
      }
      const outside = outsideWith({ timers: { ...systemTimers, after } })
      jobs = createJobs({ database: store.database, outside, log })
      jobs.handle(note, async ({ text }) => {
        if (text === 'next') return next.resolve()
        begun.resolve()
        await gate().promise
      })
      await jobs.start()
      await send(note, 'hangs')
      await begun.promise
      await send(note, 'next')
      const passDeadline = await overdue.promise
      passDeadline()
      await next.promise
      await jobs.stop(0)
    })

    it('keeps nothing of an account in jobs that are done (R5)', async ({ signal }) => {
      const note = notes()
      const done = gate()
      jobs.handle(note, async () => done.resolve())
      await jobs.start()
      await send(note, 'done')
      await done.promise
      const sql = 'select 1 from pgboss.job where name = $1'
      while ((await store.database.query(sql, [note.name])).length > 0) {
        signal.throwIfAborted()
        await systemTimers.sleep(20)
      }
      await jobs.stop()
    })

    it('takes a running job of an ended generation away from its worker (R5, C1)', async () => {
      const note = notes()
      const [begun, refused] = [gate(), Promise.withResolvers<unknown>()]
      const purged = gate()
      jobs.handle(note, async (_, lease) => {
        begun.resolve()
        await purged.promise
        await store.database.transaction((tx) => lease.hold(tx)).catch(refused.resolve)
      })
      await jobs.start()
      await send(note, 'late')
      await begun.promise
      await deleteJobsBefore(store.database, { ...mine, generation: 2 })
      purged.resolve()
      assert.match(String(await refused.promise), /Another worker has the job/)
      await jobs.stop()
      const sql = 'select state from pgboss.job where name = $1'
      assert.deepEqual(await store.database.query(sql, [note.name]), [])
    })

    it('keeps no failed attempt at the purge that ends a generation (R5)', async () => {
      const note = notes()
      jobs.handle(note, async () => {})
      await jobs.start({ work: false })
      const [failed, running] = ['failed', 'active']
      for (const text of [failed, running]) await send(note, text)
      const become = 'update pgboss.job set state = $2 where name = $1 and data @> $3'
      for (const text of [failed, running])
        await store.database.query(become, [note.name, text, { text }])

      await deleteJobsBefore(store.database, mine)

      const sql = 'select state from pgboss.job where name = $1'
      assert.deepEqual(await store.database.query(sql, [note.name]), [{ state: running }])
      await jobs.stop()
    })

    const gate = () => Promise.withResolvers<void>()

    /** What seven failures come to: the next one is the last. */
    async function exhaust(name: string): Promise<void> {
      const sql =
        'update pgboss.job set retry_count = retry_limit, started_on = null where name = $1'
      await store.database.query(sql, [name])
    }

    /** As the supervisor and a second worker would, after this one was silent. */
    async function claimElsewhere(name: string): Promise<void> {
      const sql = 'update pgboss.job set retry_count = retry_count + 1 where name = $1'
      await store.database.query(sql, [name])
    }

    async function untilDead(name: string, signal: AbortSignal) {
      for (;;) {
        const letter = (await jobs.listDead()).find(({ kind }) => kind === name)
        if (letter) return letter
        signal.throwIfAborted()
        await systemTimers.sleep(50)
      }
    }
  })
}
