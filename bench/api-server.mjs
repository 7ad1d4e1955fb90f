/** A platform on a durable file with `objects` customers, for `api.mjs`: `api-server.mjs [objects] [directory]`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPlatform } from '../packages/annex/dist/platform.js'
import { layOutListed } from '../packages/annex/dist/core/layout.js'
import { createLog } from '../packages/annex/dist/core/log.js'
import { outsideWith } from '../packages/annex/dist/core/outside.js'
import { insertObject } from '../packages/annex/dist/platform/store/objects.js'
import { serve } from '../packages/annex/dist/web/serve.js'

const BATCH = 1000
const objects = Number(process.argv[2] ?? 100)
const data = mkdtempSync(join(process.argv[3] ?? tmpdir(), 'annex-bench-'))

// It logs each request, as `annex platform` does.
const platform = await createPlatform({ data, log: createLog('info', 'platform') })
const { account, keys } = platform.createAccount({ email: 'owner@bench.test' })
const customer = fill(account.id)
const serving = await serve(platform.handle, {
  ...{ port: 0, maxBodyBytes: 2 ** 20, outside: outsideWith(), onError: console.error },
  direct: platform.direct,
})
console.log(JSON.stringify({ url: serving.url, key: keys.test.secret, customer }))

process.on('message', () =>
  process.send?.({ ...process.cpuUsage(), rss: process.memoryUsage().rss }),
)
process.once('SIGTERM', () => void end())
// A benchmark that failed leaves nobody to ask, and must leave nothing running.
process.once('disconnect', () => void end())

async function end() {
  await serving.close(0)
  await platform.close()
  rmSync(data, { recursive: true })
  process.exit(0)
}

/**
 * The first is made as anybody makes one, the others are its rows again under ids and names of their
 * own, written through the store: without events and kept answers, so that a million takes a minute.
 * @returns the id of one in the middle
 */
function fill(id) {
  const { store } = platform.parts
  const place = { account: id, livemode: false, kind: 'customer' }
  const made = firstCustomer(id)
  let middle = made.id
  for (let done = 1; done < objects; done += BATCH) {
    store.transaction(() => {
      for (let index = done; index < Math.min(done + BATCH, objects); index++) {
        const own = `cus_${String(index).padStart(14, '0')}`
        const email = `c${index}@example.com`
        const body = layOutListed({ ...made, id: own, name: `Customer ${index}`, email })
        // A few of each second, all older than the first.
        const created = made.created - Math.ceil((objects - index) / 20)
        insertObject(store, place, { id: own, created, body, keys: { email } })
        if (index === Math.floor(objects / 2)) middle = own
      }
    })
  }
  return middle
}

function firstCustomer(id) {
  const caller = {
    ...{ account: id, livemode: false, application: null },
    ...{ access: 'read_write', maskedKey: 'bench' },
  }
  const params = {
    ...{ name: 'Customer 0', email: 'c0@example.com' },
    ...{ description: 'A customer', metadata: { index: 0, plan: 'gold' } },
  }
  return platform.perform({ caller, method: 'POST', path: '/v1/customers', params }).body
}
