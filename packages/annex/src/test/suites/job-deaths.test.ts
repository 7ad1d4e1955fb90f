/** Which job is held to have ended a process, over each store: the guilty one after three, an innocent one never (J4). */
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { createLog } from '../../core/log.js'
import { outsideWith } from '../../core/outside.js'
import { systemTimers } from '../../core/timers.js'
import { createJobs, type Jobs } from '../../extension/jobs/jobs.js'
import { jobKind, type JobData } from '../../extension/jobs/kind.js'
import type { Lease } from '../../extension/jobs/lease.js'
import type { Database } from '../../extension/store/database.js'
import { StoreUnavailable } from '../../extension/store/unavailable.js'
import { releaseOrphans } from '../../extension/store/job-leases.js'
import { storeKinds, type TestStore } from './stores.js'

interface Note extends JobData {
  text: string
}

const note = jobKind<Note>({
  name: 'note',
  ...{ here: 8, perAccount: 8, deadlineSeconds: 600 },
})

/** Another queue: its worker claims by itself. */
const other = jobKind<Note>({ ...note, name: 'other' })

const log = createLog('silent', 'test')
const mine = { account: 'acct_1', livemode: false, generation: 1 }
const gate = () => Promise.withResolvers<void>()
const forEver = () => gate().promise

for (const kind of await storeKinds()) {
  describe(`a job that ends its process over ${kind.name}`, () => {
    let store: TestStore
    let processes: Process[] = []
    before(async () => {
      store = await kind.make()
    })
    after(() => store.remove())
    afterEach(async () => {
      await Promise.all(processes.map((process) => process.end()))
      processes = []
      await store.database.query('delete from pgboss.job')
    })

    interface Process {
      jobs: Jobs
      /** What was begun, in order. */
      begun: string[]
      /** From now on nothing it asks reaches the store, and its jobs are found orphaned. */
      die(): Promise<void>
      /** With the test: its timers must not outlive it. */
      end(): Promise<void>
    }

    /** @param does what becomes of a job: undefined lets it end at once */
    async function startProcess(does: (data: Note, lease: Lease) => Promise<void> | undefined) {
      const { line, cut, end } = lineTo(store.database)
      const jobs = createJobs({ database: line, outside: outsideWith(), log })
      const begun: string[] = []
      const handler = async (data: Note, lease: Lease) => {
        begun.push(data.text)
        await does(data, lease)
      }
      jobs.handle(note, handler)
      jobs.handle(other, handler)
      await jobs.start({ work: false })
      const started: Process = {
        ...{ jobs, begun },
        async die() {
          await cut()
          await releaseOrphans(store.database)
          await store.database.query('update pgboss.job set start_after = now()')
        },
        async end() {
          end()
          await jobs.stop(0).catch(() => undefined)
        },
      }
      processes.push(started)
      return started
    }

    const send = ({ jobs }: Process, text: string, queue = note) =>
      jobs.send(store.database, { kind: queue, data: { ...mine, text } })

    it('is begun in three processes, and then kept with the reason', async ({ signal }) => {
      let fallen = gate()
      const starts: string[] = []
      const deadly = ({ text }: Note) => {
        starts.push(text)
        fallen.resolve()
        return forEver()
      }
      let process = await startProcess(deadly)
      await send(process, 'deadly')
      await process.jobs.start()
      for (let deaths = 0; deaths < 3; deaths++) {
        await fallen.promise
        fallen = gate()
        await process.die()
        process = await startProcess(deadly)
        await process.jobs.start()
      }

      const letter = await untilDead(process, signal)
      assert.equal(starts.length, 3)
      assert.match(JSON.stringify(letter.reason), /DeadlyJob.*3 processes died.*2 of them.*alone/)
      assert.deepEqual(letter.data, { ...mine, text: 'deadly' })
      await store.database.transaction((tx) => process.jobs.replay(tx, [letter]))
      await fallen.promise
      assert.equal(starts.length, 4)
    })

    it('is told from those that only ran beside it', async ({ signal }) => {
      const innocents = ['one', 'two', 'three', 'four', 'five']
      const done = new Set<string>()
      let fallen = gate()
      let isFirst = true
      const does = async ({ text }: Note) => {
        if (text === 'deadly') fallen.resolve()
        if (text === 'deadly' || isFirst) await forEver()
        done.add(text)
      }
      let process = await startProcess(does)
      for (const text of innocents.slice(0, 3)) await send(process, text)
      await send(process, 'deadly')
      for (const text of innocents.slice(3)) await send(process, text, other)
      await process.jobs.start()
      await until(() => process.begun.length === 6, signal)
      for (let deaths = 0; deaths < 3; deaths++) {
        await fallen.promise
        fallen = gate()
        await process.die()
        isFirst = false
        process = await startProcess(does)
        await process.jobs.start()
      }

      const letter = await untilDead(process, signal)
      assert.equal((letter.data as Note).text, 'deadly')
      await until(() => done.size === innocents.length, signal)
      assert.equal((await process.jobs.listDead()).length, 1)
    })

    it('runs alone while it is suspected: what is new waits until it ended', async ({ signal }) => {
      const [begun, go] = [gate(), gate()]
      const first = await startProcess(() => (begun.resolve(), forEver()))
      await send(first, 'suspect')
      await first.jobs.start()
      await begun.promise
      await first.die()

      const second = await startProcess(({ text }) => (text === 'suspect' ? go.promise : undefined))
      await send(second, 'new', other)
      await second.jobs.start()
      await until(() => second.begun.length > 0, signal)
      await send(second, 'newer')
      assert.deepEqual(second.begun, ['suspect'])
      go.resolve()
      await until(() => second.begun.length === 3, signal)
    })

    it('is not one that gets on each time, however often it is killed', async ({ signal }) => {
      let process: Process | undefined
      let advances = 0
      const advance = async (_: Note, lease: Lease) => {
        await store.database.transaction((tx) => lease.advance(tx))
        advances++
        await forEver()
      }
      for (let kills = 0; kills < 10; kills++) {
        process = await startProcess(advance)
        if (kills === 0) await send(process, 'long')
        await process.jobs.start()
        await until(() => advances === kills + 1, signal)
        await process.die()
      }
      process = await startProcess(() => undefined)
      await process.jobs.start()
      await until(() => process?.begun.length === 1, signal)
      assert.deepEqual(await process.jobs.listDead(), [])
    })

    it('is no longer suspected once it failed and its process lived', async ({ signal }) => {
      const fallen = gate()
      const first = await startProcess(() => (fallen.resolve(), forEver()))
      await send(first, 'grumpy')
      await first.jobs.start()
      await fallen.promise
      await first.die()
      const second = await startProcess(() => Promise.reject(new Error('not today')))
      await second.jobs.start()
      await until(async () => {
        const sql = `select 1 from pgboss.job where state = 'retry' and output ->> 'class' = 'Error'`
        return (await store.database.query(sql)).length === 1
      }, signal)
      const [row] = await store.database.query<{ data: Note }>('select data from pgboss.job')
      assert.deepEqual(row?.data, { ...mine, text: 'grumpy' })
    })

    async function untilDead({ jobs }: Process, signal: AbortSignal) {
      for (;;) {
        const [letter] = await jobs.listDead()
        if (letter) return letter
        signal.throwIfAborted()
        await systemTimers.sleep(50)
      }
    }

    async function until(holds: () => boolean | Promise<boolean>, signal: AbortSignal) {
      while (!(await holds())) {
        signal.throwIfAborted()
        await systemTimers.sleep(20)
      }
    }
  })
}

/** A process' own line to the store: once cut, what it asks is answered only as it ends, by an error. */
function lineTo(database: Database) {
  let isCut = false
  const over = Promise.withResolvers<never>()
  over.promise.catch(() => undefined)
  const underway = new Set<Promise<unknown>>()
  const ask = <T>(work: () => Promise<T>): Promise<T> => {
    if (isCut) return over.promise
    const asked = work()
    underway.add(asked)
    void asked.catch(() => undefined).finally(() => underway.delete(asked))
    return asked
  }
  const line: Database = {
    kind: database.kind,
    query: (sql, values) => ask(() => database.query(sql, values)),
    exec: (sql) => ask(() => database.exec(sql)),
    transaction: (work) => ask(() => database.transaction(work)),
    listen: (channel, heard) => ask(() => database.listen(channel, heard)),
    close: () => Promise.resolve(),
  }
  const end = () => {
    if (isCut) over.reject(new StoreUnavailable('The process is dead.'))
  }
  /** What was asked before is carried out: it must not claim anything after its process was found dead. */
  const cut = async () => {
    isCut = true
    await Promise.allSettled(underway)
  }
  return { line, end, cut }
}
