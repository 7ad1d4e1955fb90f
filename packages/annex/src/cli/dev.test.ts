import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { run, startServer, temporaryFolder, type Running } from '../test/command.js'

const ANYWHERE = ['dev', '--platform-port', '0', '--extension-port', '0']

interface Person {
  email: string
  password: string
  account: string
  secret_key: string
}

function peopleOf({ ready }: Running): Person[] {
  return ready.people as Person[]
}

function clientOf({ ready }: Running, key: string): Stripe {
  const { hostname, port } = new URL(ready.url)
  return new Stripe(key, { host: hostname, port, protocol: 'http' })
}

describe('annex dev', () => {
  it('has three shops with a history, and an extension that knows where to connect', async (test) => {
    const dev = await startServer(test, ANYWHERE, { cwd: temporaryFolder(test) })

    const people = peopleOf(dev)
    assert.deepEqual(
      people.map(({ account }) => account),
      ['acct_harbour', 'acct_northwind', 'acct_pixel', 'acct_ledgerline'],
    )
    const retrieved = people.map(async ({ account, secret_key }) => {
      return (await clientOf(dev, secret_key).accounts.retrieveCurrent()).id === account
    })
    assert.deepEqual(await Promise.all(retrieved), [true, true, true, true])
    for (const { secret_key } of people.slice(0, 3)) {
      const [newest] = (await clientOf(dev, secret_key).charges.list({ limit: 1 })).data
      assert.ok(newest, 'a shop without a history')
    }

    const { url } = dev.ready.extension as { url: string }

    const healths = [`${dev.ready.url}/readyz`, `${url}/readyz`].map(
      async (at) => (await fetch(at)).status,
    )
    assert.deepEqual(await Promise.all(healths), [200, 200])
    assert.match(await (await fetch(url)).text(), /Connect with Stripe/)
    const endpoints = await clientOf(dev, 'sk_test_ledgerline').webhookEndpoints.list()
    // One for connected accounts, one for Ledgerline's own subscriptions.
    assert.deepEqual(
      endpoints.data.map((endpoint) => endpoint.url),
      [`${url}/webhooks`, `${url}/webhooks`],
    )
  })

  it('goes on where it was left, and begins again with --fresh', async (test) => {
    const cwd = temporaryFolder(test)
    const quiet = [...ANYWHERE, '--no-traffic', '--no-history']
    const customersOf = async (dev: Running) =>
      (await clientOf(dev, 'sk_test_harbour').customers.list({ email: 'jenny@example.test' })).data
    const first = await startServer(test, quiet, { cwd })
    await clientOf(first, 'sk_test_harbour').customers.create({ email: 'jenny@example.test' })
    assert.equal(await first.end(), 0)

    const second = await startServer(test, quiet, { cwd })
    assert.equal((await customersOf(second)).length, 1)
    const meanwhile = await run([...quiet, '--fresh'], { cwd })
    assert.equal(meanwhile.code, 1)
    assert.match(meanwhile.err, /is open by process/)
    assert.equal(await second.end(), 0)

    const third = await startServer(test, [...quiet, '--fresh'], { cwd })
    assert.equal((await customersOf(third)).length, 0)
  })

  it('moves the clock of both halves for whoever has the token', async (test) => {
    const quiet = [...ANYWHERE, '--no-traffic', '--no-history', '--control', '0']
    const args = [...quiet, '--control-token', 'control_secret']
    const dev = await startServer(test, args, { cwd: temporaryFolder(test) })
    const { url, token } = dev.ready.control as { url: string; token: string }
    assert.equal(token, 'control_secret')
    const moving = (bearer: string) =>
      fetch(`${url}/clock`, {
        ...{ method: 'POST', body: '{"by":"1 month"}' },
        headers: { Authorization: `Bearer ${bearer}` },
      })
    assert.equal((await moving('control_other')).status, 401)
    const { now } = (await (await moving(token)).json()) as { now: number }
    const { created } = await clientOf(dev, 'sk_test_harbour').customers.create()
    assert.ok(created >= now && created < now + 600)
    assert.equal(await dev.end(), 0)
  })

  it('opens no control port in production', async (test) => {
    const surroundings = { cwd: temporaryFolder(test), env: { NODE_ENV: 'production' } }
    const { code, err } = await run([...ANYWHERE, '--control', '0'], surroundings)
    assert.equal(code, 78)
    assert.match(err, /--control opens a port .* refused with NODE_ENV=production/)
  })
})
