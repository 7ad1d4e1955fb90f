import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { outsideWith } from '../../core/outside.js'
import { temporaryFolder } from '../../test/command.js'
import { startPlatform } from '../../testing.js'
import { serve } from '../../web/serve.js'
import { openPlatform } from '../app.js'

describe('over a socket', () => {
  it('makes one object for a key that several connections bring at once', async (test) => {
    // On disk, where requests of one turn share a commit.
    const platform = openPlatform({ data: temporaryFolder(test) })
    test.after(() => platform.close())
    const serving = await serve(platform.handle, {
      ...{ port: 0, maxBodyBytes: 1000, outside: outsideWith(), onError: assert.ifError },
      direct: platform.direct,
    })
    test.after(() => serving.close())
    const { keys } = platform.createAccount({ email: 'owner@harbour.test' })
    const authorization = `Bearer ${keys.test.secret}`
    const post = async () => {
      const body = new URLSearchParams({ name: 'Ada' })
      const headers = { authorization, 'idempotency-key': 'k-1' }
      const answer = await fetch(`${serving.url}/v1/customers`, { method: 'POST', headers, body })
      return answer.text()
    }

    const answers = await Promise.all(Array.from({ length: 8 }, post))

    assert.equal(new Set(answers).size, 1)
    const made = platform.parts.store.all("select id from objects where kind = 'customer'")
    assert.equal(made.length, 1)
  })

  it('answers plain requests as it answers without one', async () => {
    const world = await startPlatform()
    const serving = await serve(world.platform.handle, {
      ...{ port: 0, maxBodyBytes: 1000, outside: outsideWith(), onError: assert.ifError },
      direct: world.platform.direct,
    })
    const made = await world.stripe.customers.create({ name: 'Åda "x"' })
    const headers = { authorization: `Bearer ${world.account.keys.test.secret}` }
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
    const asked: [string, RequestInit][] = [
      [`/v1/customers/${made.id}`, { headers }],
      ['/v1/customers?limit=3&created[gte]=1', { headers }],
      ['/v1/customers/cus_nobody', { headers }],
      ['/v1/customers/%63us_nobody', { headers }],
      ['/v1/customers/../customers', { headers }],
      [`/v1/customers/${made.id}`, { method: 'POST', headers: form, body: 'name=%C3%85da&x=1' }],
      [`/v1/customers/${made.id}`, { method: 'POST', headers: form, body: 'name=Å' }],
      [`/v1/customers/${made.id}`, { method: 'POST', headers, body: '{}' }],
      ['/v1/customers', { headers: { ...headers, 'stripe-version': '1999-01-01' } }],
      ['/v1/customers', {}],
      ['/v1/nonsense', { method: 'DELETE', headers }],
    ]

    for (const [path, init] of asked) {
      const direct = await fetch(serving.url + path, init)
      const usual = await world.platform.fetch(`http://annex.test${path}`, init)
      assert.equal(direct.status, usual.status, path)
      assert.equal(await direct.text(), await usual.text(), path)
      assert.deepEqual(comparable(direct), comparable(usual), path)
    }
    await serving.close()
    await world.close()
  })

  it('refuses a body over the limit, announced or not', async () => {
    const world = await startPlatform()
    const serving = await serve(world.platform.handle, {
      ...{ port: 0, maxBodyBytes: 1000, outside: outsideWith(), onError: assert.ifError },
      direct: world.platform.direct,
    })
    const name = `name=${'a'.repeat(2000)}`
    const bodies: RequestInit[] = [
      { body: name },
      { body: new Blob([name]).stream(), duplex: 'half' },
    ]

    for (const body of bodies) {
      const answer = await fetch(`${serving.url}/v1/customers`, { method: 'POST', ...body })
      assert.equal(answer.status, 413)
    }
    await serving.close()
    await world.close()
  })
})

/** All but what differs each time, and what belongs to the connection. */
function comparable({ headers }: Response): [string, string][] {
  const own = ['request-id', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']
  return [...headers].filter(([name]) => !own.includes(name))
}
