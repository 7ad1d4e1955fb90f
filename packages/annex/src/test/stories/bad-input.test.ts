import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { Writable } from 'node:stream'
import { after, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { createLog } from '../../core/log.js'
import { systemRandom } from '../../core/random.js'
import { systemTimers } from '../../core/timers.js'
import { startPlatform } from '../../testing.js'
import { serve } from '../../web/serve.js'
import { badRequests, type BadRequest } from '../bad-input/requests.js'

/** Another seed every night: `BAD_INPUT_SEED=…`; a failure prints the one it had. */
const SEED = Number(process.env['BAD_INPUT_SEED'] ?? 20261028)
const REQUESTS = Number(process.env['BAD_INPUT_REQUESTS'] ?? 5000)
const SLOW_MS = 200

const TYPES = ['api_error', 'card_error', 'idempotency_error', 'invalid_request_error']

interface Answer {
  readonly status: number
  readonly requestId: string
  readonly body: string
  readonly tookMs: number
}

async function world() {
  const bugs: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      bugs.push(String(chunk))
      done()
    },
  })
  const log = createLog('error', 'platform', stream)
  const { platform, stripe, account } = await startPlatform({ log })
  const customer = await stripe.customers.create({ email: 'ada@harbour.test' })
  const product = await stripe.products.create({ name: 'Coffee' })
  const price = await stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 5 })
  const intent = await stripe.paymentIntents.create({ amount: 2000, currency: 'usd' })
  const outside = { random: systemRandom, timers: systemTimers }
  const serving = await serve((incoming) => platform.fetch(incoming), {
    ...{ port: 0, maxBodyBytes: 1024 * 1024, outside },
    onError: (error) => bugs.push(String(error)),
  })
  const agent = new Agent({ keepAlive: true })
  const { test } = account.keys
  return {
    bugs,
    known: {
      secretKey: test.secret,
      publishableKey: test.publishable,
      ids: [customer.id, product.id, price.id, intent.id, account.account.id, 'pm_card_visa'],
    },
    send: (bad: BadRequest) => send(serving.port, agent, bad),
    close: async () => {
      agent.destroy()
      await serving.close()
      await platform.close()
    },
  }
}

function send(port: number, agent: Agent, bad: BadRequest): Promise<Answer> {
  const { method, target, headers, body } = bad
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, agent, method, path: target, headers }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          requestId: String(incoming.headers['request-id']),
          body: Buffer.concat(chunks).toString(),
          tookMs: performance.now() - started,
        }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

// `/v1/../x` is a page that isn't there, which is answered as pages are.
function reachesApi(target: string): boolean {
  return /^\/+v1\//.test(new URL(`http://platform.test${target}`).pathname)
}

function checkAnswer({ status, requestId, body }: Answer): void {
  assert.match(requestId, /^req_\w{14}$/, `no Request-Id: ${status} ${body.slice(0, 300)}`)
  const parsed: unknown = JSON.parse(body)
  if (status === 200) return
  const { error } = Object(parsed)
  assert.ok(TYPES.includes(error?.type), `no envelope: ${body.slice(0, 300)}`)
  assert.ok(typeof error.message === 'string' && error.message !== '', body.slice(0, 300))
  assert.ok(
    Object.values(error).every((value) => value !== null),
    body.slice(0, 300),
  )
}

describe('requests that make no sense', async () => {
  const { known, send, bugs, close } = await world()
  after(close)

  it(`are refused with Stripe's envelope, quickly, and break nothing (seed ${SEED})`, async () => {
    const statuses = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(badRequests(known), async (bad) => {
        const answer = await send(bad)
        assert.ok(answer.status < 500, answer.body.slice(0, 300))
        if (reachesApi(bad.target)) checkAnswer(answer)
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        // A busy machine may be slow once; what is slow by itself is so again.
        const again = answer.tookMs > SLOW_MS ? (await send(bad)).tookMs : 0
        assert.ok(again <= SLOW_MS, `took ${answer.tookMs} ms, then ${again} ms`)
      }),
      { numRuns: REQUESTS, seed: SEED, endOnFailure: true },
    )
    assert.deepEqual(bugs, [])
    // Were all refused at the door, nothing would have been tried.
    for (const status of [200, 400, 401, 404])
      assert.ok((statuses.get(status) ?? 0) > 50, `${status}`)
  })
})
