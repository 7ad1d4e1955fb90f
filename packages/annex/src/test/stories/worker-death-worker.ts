/** A process that takes a job and holds it until it is killed. */
import { createLog } from '../../core/log.js'
import { outsideWith } from '../../core/outside.js'
import { createJobs } from '../../extension/jobs/jobs.js'
import { jobKind, type JobData } from '../../extension/jobs/kind.js'
import { openDatabase } from '../../extension/store/open.js'

export const heavyJob = jobKind<JobData>({
  name: 'heavy',
  ...{ here: 1, perAccount: 1, deadlineSeconds: 600 },
})

if (process.send) await work(process.argv[2])

async function work(url: string | undefined): Promise<void> {
  const outside = outsideWith()
  const database = await openDatabase({ url, directory: ':memory:', outside })
  const jobs = createJobs({ database, outside, log: createLog('silent', 'worker') })
  jobs.handle(heavyJob, async () => {
    process.send?.('begun')
    await new Promise(() => undefined)
  })
  await jobs.start()
  process.send?.('ready')
}
