import assert from 'node:assert/strict'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { run, startServer, temporaryFolder, type Running } from '../test/command.js'
import { startReceiver } from '../test/receiver.js'

const IN_MEMORY = ['platform', '--data', ':memory:', '--port', '0']

const shop = {
  accounts: [
    {
      ...{ id: 'acct_shop', email: 'owner@shop.test' },
      keys: { test: { secret: 'sk_test_shop' }, live: { secret: 'sk_live_shop' } },
    },
  ],
}

function clientOf({ ready }: Running, key = 'sk_test_shop'): Stripe {
  const { hostname, port } = new URL(ready.url)
  return new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 })
}

describe('annex platform', () => {
  it('says on its first line where it is, with an account to begin with, and stops on SIGTERM', async (test) => {
    const server = await startServer(test, IN_MEMORY, { cwd: temporaryFolder(test) })

    const [account] = server.ready.accounts as { keys: { test: { secret: string } } }[]
    const stripe = clientOf(server, account?.keys.test.secret)
    const customer = await stripe.customers.create({ email: 'jenny@example.test' })

    assert.match(customer.id, /^cus_/)
    assert.equal(server.ready.data, ':memory:')
    assert.equal((await fetch(`${server.ready.url}/readyz`)).status, 200)
    assert.equal(await server.end(), 0)
  })

  it('keeps what it is told with --data, and its seed with it', async (test) => {
    const cwd = temporaryFolder(test)
    writeFileSync(join(cwd, 'shop.json'), JSON.stringify(shop))
    const args = ['platform', '--port', '0', '--seed', 'shop.json']
    const first = await startServer(test, args, { cwd })
    const { id } = await clientOf(first).customers.create()
    assert.equal(await first.end(), 0)

    const second = await startServer(test, args, { cwd })

    assert.equal((await clientOf(second).customers.retrieve(id)).id, id)
    assert.equal(statSync(join(cwd, '.annex/credentials.json')).mode & 0o777, 0o600)
  })

  it('reads a seed in TypeScript, and starts its clock elsewhere', async (test) => {
    const cwd = temporaryFolder(test)
    writeFileSync(join(cwd, 'seed.ts'), `export default ${JSON.stringify(shop)} satisfies object`)
    const flags = ['--seed', 'seed.ts', '--clock', '2026-01-31T12:00:00Z']

    const server = await startServer(test, [...IN_MEMORY, ...flags], { cwd })
    const { created } = await clientOf(server).customers.create()

    assert.equal(new Date(created * 1000).toISOString().slice(0, 13), '2026-01-31T12')
  })

  it('moves its clock for whoever has the token of the control port', async (test) => {
    const cwd = temporaryFolder(test)
    const args = ['platform', '--port', '0', '--control', '0']
    const first = await startServer(test, args, { cwd, env: { CONTROL_TOKEN: 'control_secret' } })
    const { url, token } = first.ready.control as { url: string; token: string }
    assert.equal(token, 'control_secret')
    const ask = (bearer: string) =>
      fetch(`${url}/clock`, {
        ...{ method: 'POST', body: '{"by":"3 months"}' },
        headers: { Authorization: `Bearer ${bearer}` },
      })
    assert.equal((await ask('control_other')).status, 401)
    const moved = (await (await ask(token)).json()) as { now: number; state: string }
    assert.equal(moved.state, 'moved')
    const [account] = first.ready.accounts as { keys: { test: { secret: string } } }[]
    const { created } = await clientOf(first, account?.keys.test.secret).customers.create()
    assert.ok(created >= moved.now && created < moved.now + 60)
    assert.equal(await first.end(), 0)

    const second = await startServer(test, args, { cwd })
    const again = second.ready.control as { url: string; token: string }
    assert.match(again.token, /^control_\w{32}$/)
    const headers = { Authorization: `Bearer ${again.token}` }
    const shown = (await (await fetch(`${again.url}/clock`, { headers })).json()) as typeof moved
    assert.ok(shown.now >= moved.now, 'it goes on from where it was left')
  })

  it('ends where its control port is taken', async (test) => {
    const cwd = temporaryFolder(test)
    const first = await startServer(test, [...IN_MEMORY, '--control', '0'], { cwd })
    const { port } = new URL((first.ready.control as { url: string }).url)
    const second = await run([...IN_MEMORY, '--control', port], { cwd })
    assert.equal(second.code, 1)
    assert.match(second.err, new RegExp(`${port}\\b`))
    assert.equal(second.out, '')
  })

  it('opens no control port in production, wherever it was asked for', async (test) => {
    const cwd = temporaryFolder(test)
    const env = { NODE_ENV: 'production' }
    const asked = await run([...IN_MEMORY, '--control', '0'], { cwd, env })
    assert.equal(asked.code, 78)
    assert.match(asked.err, /^[^\n]*--control opens a port .* refused with NODE_ENV=production/)
    assert.equal(asked.out, '')
    writeFileSync(join(cwd, 'annex.config.ts'), 'export default { platform: { control: 0 } }')
    const configured = await run(IN_MEMORY, { cwd, env })
    assert.equal(configured.code, 78)
    assert.match(configured.err, /'control' in annex.config.ts opens a port/)
  })

  it('lets flags beat the environment, that .env, and that annex.config.ts', async (test) => {
    const cwd = temporaryFolder(test)
    const portOf = async (args: string[], env?: Record<string, string>) => {
      const { err } = await run(args, { cwd, ...(env && { env }) })
      return /(\S+(?: in annex.config.ts)?) must be a port/.exec(err)?.[1]
    }
    writeFileSync(join(cwd, 'annex.config.ts'), "export default { platform: { port: 'a' } }")
    assert.equal(await portOf(['platform']), "'port' in annex.config.ts")
    writeFileSync(join(cwd, '.env'), 'PORT=b\n')
    assert.equal(await portOf(['platform']), 'PORT')
    assert.equal(await portOf(['platform'], { PORT: 'c' }), 'PORT')
    assert.equal(await portOf(['platform', '--port', 'd'], { PORT: 'c' }), '--port')
  })

  it('lets webhooks reach a private host that the configuration names, and no other', async (test) => {
    const cwd = temporaryFolder(test)
    const config = "export default { platform: { allowedHosts: ['10.1.2.3:3000'] } }"
    writeFileSync(join(cwd, 'annex.config.ts'), config)
    writeFileSync(join(cwd, 'shop.json'), JSON.stringify(shop))
    const server = await startServer(test, [...IN_MEMORY, '--seed', 'shop.json'], { cwd })
    const add = (url: string) =>
      clientOf(server).webhookEndpoints.create({ url, enabled_events: ['*'] })

    assert.equal((await add('http://10.1.2.3:3000/')).status, 'enabled')
    await assert.rejects(add('http://10.1.2.3:3001/'), /cannot be reached/)
  })

  it('refuses a port that is taken, saying so', async (test) => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    test.after(() => taken.close())
    const address = taken.address()
    const port = typeof address === 'object' ? String(address?.port) : ''

    const { code, err, out } = await run(['platform', '--data', ':memory:', '--port', port], {
      cwd: temporaryFolder(test),
    })

    assert.equal(code, 1)
    assert.match(err, new RegExp(`^annex: Port ${port} on 127.0.0.1 is taken.*--port 0`))
    assert.equal(out, '')
  })

  it('refuses a seed with something it does not know, by its path and without its secrets', async (test) => {
    const cwd = temporaryFolder(test)
    const [account] = shop.accounts
    const odd = { accounts: [{ ...account, colour: 'red', keys: { test: { secret: 'oops' } } }] }
    writeFileSync(join(cwd, 'shop.json'), JSON.stringify(odd))

    const { code, err } = await run([...IN_MEMORY, '--seed', 'shop.json'], { cwd })

    assert.equal(code, 1)
    assert.match(err, /accounts\[0\]\.colour is not something a seed can say/)
    assert.match(err, /accounts\[0\]\.keys\.test\.secret must begin with sk_test_/)
    assert.doesNotMatch(err, /oops|acct_shop/)
  })

  it('delivers after a kill what was owed before it', async (test) => {
    const cwd = temporaryFolder(test)
    const receiver = await startReceiver(test)
    const endpoint = { url: receiver.url, secret: 'whsec_shop' }
    const [account] = shop.accounts
    const seed = { accounts: [{ ...account, webhook_endpoints: [endpoint] }] }
    writeFileSync(join(cwd, 'shop.json'), JSON.stringify(seed))
    const args = ['platform', '--port', '0', '--seed', 'shop.json']
    receiver.answering = () => {}
    const first = await startServer(test, args, { cwd })
    const { id } = await clientOf(first).customers.create()
    await receiver.untilReceived(1)
    assert.equal(await first.end('SIGKILL'), null)
    receiver.answering = (response) => void response.end()

    await startServer(test, args, { cwd })
    const [before, after] = await receiver.untilReceived(2)

    const signature = after?.headers['stripe-signature'] ?? ''
    const event = Stripe.webhooks.constructEvent(after?.body ?? '', signature, 'whsec_shop')
    assert.equal(event.type, 'customer.created')
    assert.deepEqual(event.data.object, { ...event.data.object, id })
    assert.equal(before?.body, after?.body)
  })
})

describe('annex env', () => {
  it('prints what an app needs, and that is enough', async (test) => {
    const cwd = temporaryFolder(test)
    const [account] = shop.accounts
    const extension = {
      ...{ name: 'Ledgerline', client_ids: { test: 'ca_test_shop' } },
      redirect_uris: { test: ['http://localhost:4300/connect/callback'] },
    }
    const endpoint = { url: 'http://localhost:4300/webhooks', connect: true, secret: 'whsec_shop' }
    const seed = { accounts: [{ ...account, extension, webhook_endpoints: [endpoint] }] }
    writeFileSync(join(cwd, 'shop.json'), JSON.stringify(seed))
    const server = await startServer(test, ['platform', '--port', '0', '--seed', 'shop.json'], {
      cwd,
    })

    const { code, out, err } = await run(['env'], { cwd })

    const { url } = server.ready
    assert.deepEqual(out.trimEnd().split('\n'), [
      'STRIPE_SECRET_KEY=sk_test_shop',
      `STRIPE_PUBLISHABLE_KEY=${/PUBLISHABLE_KEY=(\w+)/.exec(out)?.[1]}`,
      'STRIPE_CLIENT_ID=ca_test_shop',
      'STRIPE_WEBHOOK_SECRET=whsec_shop',
      `STRIPE_API_BASE=${url}`,
      `STRIPE_CONNECT_BASE=${url}`,
      'PUBLIC_URL=http://localhost:4300',
    ])
    assert.deepEqual([code, err], [0, ''])
    assert.doesNotMatch(readFileSync(join(cwd, '.annex/platform.db'), 'latin1'), /whsec_shop/)
  })

  it('says what to do where no platform was', async (test) => {
    const { code, err } = await run(['env'], { cwd: temporaryFolder(test) })

    assert.equal(code, 1)
    assert.match(err, /Start one with 'annex platform'/)
  })
})

describe('annex, asked wrongly', () => {
  it('suggests the command that was meant', async (test) => {
    const { code, err } = await run(['platfrom'], { cwd: temporaryFolder(test) })

    assert.equal(code, 2)
    assert.match(err, /unknown command 'platfrom'[^]*Did you mean platform\?/)
  })

  it('explains a command with its options and examples', async (test) => {
    const { code, out } = await run(['platform', '--help'], { cwd: temporaryFolder(test) })

    assert.equal(code, 0)
    for (const part of ['--seed <file>', '--socket <path>', '--clock <time>', 'Examples:'])
      assert.ok(out.includes(part), part)
  })
})
