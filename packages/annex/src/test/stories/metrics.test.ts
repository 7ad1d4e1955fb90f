/** How an extension says how it stands: to Prometheus, and to nobody else by accident. */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { createLog } from '../../core/log.js'
import { systemRandom } from '../../core/random.js'
import { systemTimers } from '../../core/timers.js'
import { createExtension, type ExtensionOptions } from '../../extension.js'
import { SHOPS, WEBHOOK_SECRET } from '../../platform/seed/demo.js'
import { bothHalves, type BothHalves } from '../worlds/both-halves.js'
import { signed } from '../worlds/sync.js'

const HARBOUR = SHOPS[0] ?? assert.fail('The demo has no shops.')
const TOKEN = 'a token of twenty or more'.replaceAll(' ', '-')

const HERE = { publicUrl: 'http://localhost:4300' }

/** What `/metrics` says, by line. */
async function read(url: string) {
  const response = await fetch(`${url}/metrics`)
  assert.equal(response.status, 200)
  const lines = (await response.text()).split('\n').filter((line) => !line.startsWith('#'))
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]))
}

async function connectHarbour(world: BothHalves) {
  const { atPlatform, atExtension } = world.person()
  const left = await atExtension.open('/connect')
  await atPlatform.open(left.headers.get('location') ?? '')
  await atPlatform.press('Sign in', { email: HARBOUR.email, password: HARBOUR.password })
  const allowed = await atPlatform.press('Connect account')
  await atExtension.open(allowed.headers.get('location') ?? '')
}

/** On its own, without anybody to connect to. */
function alone(test: TestContext, options: ExtensionOptions) {
  const extension = createExtension({
    stripe: { secretKey: 'sk_test_1', clientId: 'ca_1', webhookSecret: 'whsec_1' },
    ...{ data: ':memory:', env: {}, log: createLog('silent', 'test'), ...options },
  })
  test.after(() => extension.close())
  return extension
}

describe('the metrics of an extension', () => {
  it('say how its accounts, jobs and webhooks stand', async (test) => {
    const world = await bothHalves(test)
    const before = await read(world.extensionUrl)
    assert.equal(before.get(`annex_store_up{kind="${world.extension.store}"}`), 1)
    assert.equal(before.get('annex_accounts_reading'), 0)
    await connectHarbour(world)
    const { accounts } = world.extension
    const isWhole = async () =>
      (await accounts.status(HARBOUR.account)).backfill.every(({ state }) => state === 'done')
    while (!(await isWhole())) {
      test.signal.throwIfAborted()
      await systemTimers.sleep(20)
    }
    const webhook = (secret: string) => {
      const made = signed({ hello: 'world' }, secret)
      return fetch(`${world.extensionUrl}/webhooks`, {
        ...{ method: 'POST', headers: made.headers, body: made.body, duplex: 'half' },
      })
    }
    assert.equal((await webhook('whsec_of_a_stranger')).status, 400)
    assert.equal((await webhook(WEBHOOK_SECRET)).status, 400)

    const kinds = (await accounts.status(HARBOUR.account)).backfill.length
    const after = await read(world.extensionUrl)
    assert.equal(after.get('annex_connections{state="active"}'), 1)
    assert.equal(after.get('annex_backfill_runs{state="done"}'), kinds)
    assert.equal(after.get('annex_accounts_reading'), 0)
    assert.equal(after.get('annex_accounts_behind{seconds="1800"}'), 0)
    assert.equal(after.get('annex_webhooks_total{status="400"}'), 2)
    assert.ok((after.get('annex_webhook_seconds_count') ?? 0) >= 2)
    const infinite = after.get('annex_webhook_seconds_bucket{le="+Inf"}')
    assert.equal(infinite, after.get('annex_webhook_seconds_count'))
    assert.equal(after.get('annex_jobs_total{kind="backfill",outcome="done"}'), kinds)
    const figures = await accounts.figures()
    const found = figures.find(({ name }) => name === 'annex_connections')
    assert.deepEqual(found, { name: 'annex_connections', labels: { state: 'active' }, value: 1 })
  })

  it('open to a token, where one is set, and to nothing else', async (test) => {
    const extension = alone(test, { ...HERE, metricsToken: TOKEN })
    const statusWith = async (authorization?: string) => {
      const headers = authorization === undefined ? {} : { authorization }
      return (await extension.handler(new Request(`${HERE.publicUrl}/metrics`, { headers }))).status
    }
    assert.equal(await statusWith(), 401)
    assert.equal(await statusWith('Bearer '), 401)
    assert.equal(await statusWith(`Bearer ${TOKEN}x`), 401)
    assert.equal(await statusWith(`Basic ${TOKEN}`), 401)
    assert.equal(await statusWith(`Bearer ${TOKEN}`), 200)
  })

  it('say that the store is away instead of failing with it', async (test) => {
    const extension = alone(test, HERE)
    const read = async (host: string) => {
      const response = await extension.handler(new Request(`http://${host}/metrics`))
      return { status: response.status, text: await response.text() }
    }
    assert.match((await read('localhost')).text, /^annex_store_up.* 1$/m)
    // A page elsewhere whose name was made to lead to this machine.
    assert.equal((await read('evil.example')).status, 403)
    await extension.close()

    const { status, text } = await read('localhost')
    assert.equal(status, 200)
    assert.match(text, /^annex_store_up.* 0$/m)
    assert.doesNotMatch(text, /^annex_connections/m)
  })

  it('are nobody’s without a token in production, or under a public name', async (test) => {
    const encryptionKey = `k1:${Buffer.from(systemRandom.bytes(32)).toString('base64')}`
    const named = { publicUrl: 'https://metrics.example' }
    const worlds = [
      alone(test, { ...named, production: true, encryptionKey }),
      alone(test, named),
      alone(test, { ...HERE, production: true, encryptionKey }),
    ]
    for (const extension of worlds) {
      const answer = await extension.handler(new Request('http://localhost/metrics'))
      assert.equal(answer.status, 403)
      assert.match(await answer.text(), /METRICS_TOKEN/)
    }
  })
})
