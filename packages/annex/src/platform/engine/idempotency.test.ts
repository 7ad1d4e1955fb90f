import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform, type TestPlatform } from '../../testing.js'
import {
  deleteOldIdempotentRequests,
  findIdempotentRequest,
  insertIdempotentRequest,
} from '../store/idempotency.js'
import { openStore } from '../store/store.js'

async function post(world: TestPlatform, path: string, body: string, key?: string) {
  const response = await world.platform.fetch(`http://annex.test/v1/${path}`, {
    method: 'POST',
    body,
    headers: {
      authorization: `Bearer ${world.account.keys.test.secret}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
  })
  const text = await response.text()
  const header = (name: string) => response.headers.get(name)
  return { status: response.status, text, header, json: JSON.parse(text) }
}

describe('a repeated idempotency key', () => {
  it('gets the first answer, byte for byte, and changes nothing', async () => {
    const world = await startPlatform()

    const first = await post(world, 'customers', 'name=Ada&email=a%40b.test', 'k-1')
    const again = await post(world, 'customers', 'email=a%40b.test&name=Ada', 'k-1')

    assert.equal(again.text, first.text)
    assert.equal(first.header('idempotent-replayed'), null)
    assert.equal(first.header('original-request'), first.header('request-id'))
    assert.equal(again.header('idempotent-replayed'), 'true')
    assert.equal(again.header('original-request'), first.header('request-id'))
    assert.notEqual(again.header('request-id'), first.header('request-id'))
    assert.equal(again.header('idempotency-key'), 'k-1')
    assert.deepEqual(world.eventTypes(), ['customer.created'])
    await world.close()
  })

  it('repeats a secret that is shown once, and keeps it sealed', async () => {
    const world = await startPlatform()
    const body = 'url=https%3A%2F%2Fshop.test&enabled_events[]=*'

    const first = await post(world, 'webhook_endpoints', body, 'k-1')
    const again = await post(world, 'webhook_endpoints', body, 'k-1')
    await post(world, 'customers', 'name=Ada', 'k-2')

    assert.match(first.json.secret, /^whsec_/)
    assert.equal(again.text, first.text)
    const kept = world.platform.parts.store.all<{ answer: string }>(
      'select answer from idempotent_requests order by key',
    )
    assert.ok(!kept[0]?.answer.includes('whsec_'))
    assert.ok(!kept[0]?.answer.includes('shop.test'))
    assert.match(kept[1]?.answer ?? '', /"name": "Ada"/)
    await world.close()
  })

  it('is forgotten after a day', () => {
    const store = openStore(':memory:')
    const scope = { account: 'acct_1', livemode: false }
    const rest = { route: '/v1/x', fingerprint: '', request_id: 'req_1', status: 200, answer: '{}' }
    for (const [key, created] of [['old', 0] as const, ['new', 1000] as const]) {
      insertIdempotentRequest(store, { ...scope, ...rest, key, created })
    }

    deleteOldIdempotentRequests(store, 24 * 3600 + 1, 10)
    assert.equal(findIdempotentRequest(store, scope, 'old'), undefined)
    assert.equal(findIdempotentRequest(store, scope, 'new')?.key, 'new')

    deleteOldIdempotentRequests(store, 24 * 3600 + 1001, 10)
    assert.equal(findIdempotentRequest(store, scope, 'new'), undefined)
    store.close()
  })

  it('is refused for other parameters and for another URL', async () => {
    const world = await startPlatform()
    await post(world, 'customers', 'name=Ada', 'k-1')

    const parameters = await post(world, 'customers', 'name=Bob', 'k-1')
    const url = await post(world, 'products', 'name=Ada', 'k-1')

    for (const refused of [parameters, url]) {
      assert.equal(refused.status, 400)
      assert.equal(refused.json.error.type, 'idempotency_error')
    }
    assert.match(parameters.json.error.message, /same parameters they were first used with/)
    assert.match(url.json.error.message, /\('\/v1\/products' vs '\/v1\/customers'\)/)
    await world.close()
  })

  it('is forgotten after a refusal of the parameters, kept after one by the endpoint', async () => {
    const world = await startPlatform()

    await post(world, 'customers', 'nme=Ada', 'k-1')
    assert.equal((await post(world, 'customers', 'name=Ada', 'k-1')).status, 200)

    const missing = await post(world, 'customers/cus_1', 'name=Ada', 'k-2')
    const again = await post(world, 'customers/cus_1', 'name=Ada', 'k-2')
    assert.equal(missing.status, 404)
    assert.equal(again.text, missing.text)
    assert.equal(again.header('idempotent-replayed'), 'true')
    await world.close()
  })

  it('belongs to one account and one mode', async () => {
    const world = await startPlatform()
    const other = world.platform.createAccount({ email: 'b@northwind.test' })
    const clients = [
      world.stripe,
      world.client(world.account.keys.live.secret),
      world.client(other.keys.test.secret),
    ]

    const made = await Promise.all(
      clients.map((stripe) => stripe.customers.create({}, { idempotencyKey: 'k-1' })),
    )

    assert.equal(new Set(made.map(({ id }) => id)).size, 3)
    await world.close()
  })

  it('works once for requests that come at the same time', async () => {
    const world = await startPlatform()

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post(world, 'customers', 'name=Ada', 'k-1')),
    )

    assert.equal(new Set(answers.map(({ text }) => text)).size, 1)
    assert.equal((await world.stripe.customers.list()).data.length, 1)
    await world.close()
  })

  it('may be 255 characters long and no longer', async () => {
    const world = await startPlatform()
    assert.equal((await post(world, 'customers', '', 'k'.repeat(255))).status, 200)
    assert.equal((await post(world, 'customers', '', 'k'.repeat(256))).status, 400)
    await world.close()
  })
})

describe('an idempotency key whose request is still coming', () => {
  it('is refused to a second one, until the first was carried out', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const first = slowUpload(world, 'k-9')

    const second = await post(world, 'customers', 'name=Ada', 'k-9')

    assert.equal(second.status, 409)
    const { type, code, message } = second.json.error
    assert.deepEqual([type, code], ['idempotency_error', 'idempotency_key_in_use'])
    assert.match(message, /in-progress request .* k-9\. Please try again later\.$/)
    // Clients are to try again, and nothing of the refusal is kept.
    assert.equal(second.header('stripe-should-retry'), null)
    assert.equal((await post(world, 'customers', 'name=Ada', 'k-10')).status, 200)
    const rushed = await first.again()
    assert.equal(rushed.status, 409)

    const done = await first.finish()
    assert.equal(done.status, 200)
    const replayed = await first.again()
    assert.equal(replayed.headers.get('idempotent-replayed'), 'true')
    assert.equal(await replayed.text(), await done.text())
    const elsewhere = await post(world, 'customers', 'name=Ada', 'k-9')
    assert.equal(elsewhere.json.error.type, 'idempotency_error')
    assert.equal(elsewhere.status, 400)
  })

  it('is free again when the upload breaks off', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const first = slowUpload(world, 'k-9')
    assert.equal((await post(world, 'customers', 'name=Ada', 'k-9')).status, 409)

    assert.equal((await first.breakOff()).status, 400)

    const second = await post(world, 'customers', 'name=Ada', 'k-9')
    assert.equal(second.status, 200)
  })

  it('belongs to its account and mode alone', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const first = slowUpload(world, 'k-9')
    const live = world.client(world.account.keys.live.secret)
    const made = await live.customers.create({ name: 'Ada' }, { idempotencyKey: 'k-9' })
    assert.ok(made.livemode)
    await first.finish()
  })
})

/** An upload of which only the beginning has come. */
function slowUpload(world: TestPlatform, key: string) {
  let rest: ReadableStreamDefaultController<Uint8Array> | undefined
  const part = (text: string) => new TextEncoder().encode(text)
  const beginning =
    '--cut\r\nContent-Disposition: form-data; name="purpose"\r\n\r\ndispute_evidence\r\n'
  const end =
    '--cut\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n' +
    'Content-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--cut--\r\n'
  const send = (body: string | ReadableStream) =>
    world.platform.fetch('http://annex.test/v1/files', {
      ...{ method: 'POST', body, duplex: 'half' },
      headers: {
        authorization: `Bearer ${world.account.keys.test.secret}`,
        'content-type': 'multipart/form-data; boundary=cut',
        'idempotency-key': key,
      },
    })
  const answer = send(
    new ReadableStream({
      start(controller) {
        controller.enqueue(part(beginning))
        rest = controller
      },
    }),
  )
  return {
    again: () => send(beginning + end),
    finish() {
      rest?.enqueue(part(end))
      rest?.close()
      return answer
    },
    breakOff() {
      rest?.error(new Error('The client left.'))
      return answer
    },
  }
}
