/** An extension from the command line: started, asked, told, ended; beside a running server and without. */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { systemRandom } from '../../core/random.js'
import { demoSeed, LEDGERLINE, SHOPS, CLIENT_ID, WEBHOOK_SECRET } from '../../platform/seed/demo.js'
import { createPlatform, seedPlatform } from '../../platform.js'
import { openBrowser } from '../browser.js'
import { run, startServer, temporaryFolder } from '../command.js'
import { listenBehindDoor } from '../worlds/both-halves.js'

const HARBOUR = SHOPS[0] ?? assert.fail('The demo has no shops.')

/** A platform here, and what a shell needs to run Ledgerline's extension against it. */
async function surroundings(test: TestContext) {
  const [{ door, url: platformUrl }, spare] = [
    await listenBehindDoor(test),
    await listenBehindDoor(test),
  ]
  const port = Number(new URL(spare.url).port)
  await spare.close()
  const platform = await createPlatform({ publicUrl: platformUrl })
  test.after(() => platform.close())
  await seedPlatform(platform, demoSeed({ extension: `http://localhost:${port}`, months: 0 }))
  door.open((request, node) => platform.fetch(request, undefined, node))
  const cwd = temporaryFolder(test)
  const env = {
    STRIPE_SECRET_KEY: LEDGERLINE.secret_key,
    STRIPE_CLIENT_ID: CLIENT_ID,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_BASE: platformUrl,
    LOG_LEVEL: 'silent',
  }
  return { platformUrl, port, shell: { cwd, env } }
}

async function connectHarbour(extensionUrl: string, platformUrl: string): Promise<void> {
  const overTheWire = (request: Request) => fetch(request, { redirect: 'manual' })
  const extension = openBrowser(overTheWire, extensionUrl)
  const platform = openBrowser(overTheWire, platformUrl)
  const left = await extension.open('/connect')
  await platform.open(left.headers.get('location') ?? '')
  await platform.press('Sign in', { email: HARBOUR.email, password: HARBOUR.password })
  const allowed = await platform.press('Connect account')
  assert.equal((await extension.open(allowed.headers.get('location') ?? '')).status, 200)
}

describe('an extension on the command line', () => {
  it('is started, asked about its accounts, told to end one, and stopped', async (test) => {
    const { platformUrl, port, shell } = await surroundings(test)
    const server = await startServer(test, ['start', '--port', String(port), '--json'], shell)
    assert.equal(server.ready.url, `http://localhost:${port}`)
    const ask = (...args: string[]) => run(args, shell)

    const none = await ask('accounts')
    assert.match(none.out, /No account is connected/)
    await connectHarbour(server.ready.url, platformUrl)

    const listed: { account: string; credentials?: string }[] = JSON.parse(
      (await ask('accounts', '--json')).out,
    )
    assert.deepEqual(
      listed.map(({ account }) => account),
      [HARBOUR.account],
    )
    assert.equal(listed[0]?.credentials, undefined)
    const status = await ask('status', HARBOUR.account)
    assert.match(status.out, /acct_harbour[^]*customers +\w+ +0/)
    assert.match((await ask('status')).out, /annex_connections +state active +1\n/)
    const all: { accounts: object[]; figures: object[] } = JSON.parse(
      (await ask('status', '--json')).out,
    )
    const connected = { name: 'annex_connections', labels: { state: 'active' }, value: 1 }
    assert.deepEqual([all.accounts.length, all.figures.length > 10], [1, true])
    assert.deepEqual(
      all.figures.find((one) => 'name' in one && one.name === connected.name),
      connected,
    )
    const begun = await ask('backfill', HARBOUR.account, '--kind', 'customers', '--json')
    assert.deepEqual([begun.code, begun.err], [0, ''])

    const unknown = await ask('status', 'acct_nobody')
    assert.deepEqual([unknown.code, unknown.out], [1, ''])
    assert.match(unknown.err, /No connected account 'acct_nobody'. Connected: acct_harbour./)
    const kind = await ask('backfill', HARBOUR.account, '--kind', 'dragons')
    assert.equal(kind.code, 1)
    assert.match(kind.err, /dragons/)

    assert.match((await ask('jobs')).out, /No job has failed/)
    const job = await ask('jobs', '--replay', 'nonesuch')
    assert.deepEqual([job.code, job.out], [1, ''])
    assert.match(job.err, /No failed job 'nonesuch'/)
    const replayed = await ask('jobs', '--replay', 'all', '--json')
    assert.deepEqual(JSON.parse(replayed.out), { replayed: 0 })

    const unasked = await ask('disconnect', HARBOUR.account)
    assert.equal(unasked.code, 2)
    assert.match(unasked.err, /--yes/)
    const ended = await ask('disconnect', HARBOUR.account, '--yes', '--json')
    assert.deepEqual(JSON.parse(ended.out), { stripe: 'done' })

    assert.equal(await server.end(), 0)
    const afterwards = await ask('accounts', '--json')
    assert.deepEqual([afterwards.code, JSON.parse(afterwards.out).length <= 1], [0, true])
  })

  it('opens the store itself after a server that was killed', async (test) => {
    const { port, shell } = await surroundings(test)
    const server = await startServer(test, ['start', '--port', String(port), '--json'], shell)
    await server.end('SIGKILL')

    const { code, out } = await run(['accounts', '--json'], shell)

    assert.deepEqual([code, out], [0, '[]\n'])
  })

  it('refuses a second process on an embedded store, and says what to do', async (test) => {
    const { port, shell } = await surroundings(test)
    await startServer(test, ['start', '--port', String(port), '--json'], shell)

    const second = await run(['work'], shell)

    assert.equal(second.code, 1)
    assert.match(second.err, /DATABASE_URL/)
  })

  it('takes a newer encryption key, and says when the older one can go (K3)', async (test) => {
    const { platformUrl, port, shell } = await surroundings(test)
    const key = (id: string) => `${id}:${Buffer.from(systemRandom.bytes(32)).toString('base64')}`
    const [old, young] = [key('old'), key('young')]
    const withKeys = (keys: string) => ({ ...shell, env: { ...shell.env, ENCRYPTION_KEY: keys } })
    const start = (keys: string) =>
      startServer(test, ['start', '--port', String(port), '--json'], withKeys(keys))
    const status = (keys: string) => run(['status'], withKeys(keys))

    const first = await start(old)
    await connectHarbour(first.ready.url, platformUrl)
    await first.end()
    // Nobody has worked since: only what opening the store needed is sealed anew.
    assert.match((await status(`${young},${old}`)).out, /1 secret is left under the key 'old'/)
    const early = await status(young)
    assert.match(early.out, /1 secret is left under the key 'old', which .* no longer holds/)

    const second = await start(`${young},${old}`)
    let said = ''
    while (!/Nothing is left/.test(said)) said = (await status(`${young},${old}`)).out
    assert.match(said, /Nothing is left under the key 'old': it can be removed/)
    await second.end()

    const third = await start(young)
    assert.match((await status(young)).out, /acct_harbour/)
    await third.end()
    const lost = await status(key('another'))
    assert.deepEqual([lost.code, lost.out], [78, ''])
    assert.match(lost.err, /no longer holds 'young'/)
  })

  it('names everything that is missing, with exit code 78', async (test) => {
    const { code, err } = await run(['start', '--port', '0'], { cwd: temporaryFolder(test) })

    assert.equal(code, 78)
    for (const name of ['STRIPE_SECRET_KEY', 'STRIPE_CLIENT_ID', 'STRIPE_WEBHOOK_SECRET']) {
      assert.match(err, new RegExp(`${name} is missing`))
    }
  })

  it('has help with examples and exit codes for every command', async (test) => {
    const cwd = temporaryFolder(test)
    const commands = ['start', 'work', 'accounts', 'status', 'backfill', 'jobs', 'disconnect']
    for (const command of commands) {
      const { code, out } = await run([command, '--help'], { cwd })
      assert.equal(code, 0)
      assert.match(out, /--json/)
      assert.match(out, /Exit codes: 0 .*, 1 .*, 2 .*, 78/)
    }
  })
})
