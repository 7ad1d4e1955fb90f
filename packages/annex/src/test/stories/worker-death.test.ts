/** A worker's process is killed with a job in hand; another process does the job soon (J2). */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { describe, it, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createLog } from '../../core/log.js'
import { outsideWith } from '../../core/outside.js'
import { createJobs } from '../../extension/jobs/jobs.js'
import { storeKinds } from '../suites/stores.js'
import { heavyJob } from './worker-death-worker.js'

const WORKER = fileURLToPath(new URL('worker-death-worker.js', import.meta.url))

/** Nobody but the queue's own supervisor may find the dead; it has this long. */
const SOON_MS = 30_000

const server = (await storeKinds()).find(({ name }) => name === 'Postgres')

describe('a killed worker', { skip: server ? false : 'needs a Postgres server' }, () => {
  it('leaves its job to another process within 30 s', async (test) => {
    const store = await server!.make()
    test.after(() => store.remove())
    const [first, second] = [startWorker(store.url, test), startWorker(store.url, test)]
    await Promise.all([first.says('ready'), second.says('ready')])
    const jobs = createJobs({
      ...{ database: store.database, outside: outsideWith(), log: createLog('silent', 'test') },
    })
    jobs.handle(heavyJob, async () => undefined)
    await jobs.start({ work: false })
    await jobs.send(store.database, { kind: heavyJob, data: { account: 'a', livemode: false } })

    const has = (worker: Worker) => worker.says('begun').then(() => worker)
    const killed = await Promise.race([has(first), has(second)])
    killed.process.kill('SIGKILL')
    await once(killed.process, 'exit')
    const began = performance.now()
    await (killed === first ? second : first).says('begun')

    assert.ok(performance.now() - began < SOON_MS)
    await jobs.stop()
  })
})

type Worker = ReturnType<typeof startWorker>

function startWorker(url: string | undefined, test: TestContext) {
  const child = fork(WORKER, [url ?? ''])
  test.after(() => child.kill('SIGKILL'))
  const heard = new Set<unknown>()
  let wake = () => {}
  child.on('message', (word) => {
    heard.add(word)
    wake()
  })
  child.on('exit', () => wake())
  return {
    process: child,
    async says(word: string): Promise<void> {
      while (!heard.has(word)) {
        assert.equal(child.exitCode, null, 'the worker ended by itself')
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}
