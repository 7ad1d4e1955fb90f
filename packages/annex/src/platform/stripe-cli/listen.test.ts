import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { describe, it, type TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { systemRandom } from '../../core/random.js'
import { systemTimers, type Timers } from '../../core/timers.js'
import { seedPlatform } from '../../platform.js'
import { heldTimers } from '../../test/held-timers.js'
import {
  connectListener,
  openSession,
  type Frame,
  type SessionAnswer,
} from '../../test/listener.js'
import { startPlatform } from '../../testing.js'
import { serve } from '../../web/serve.js'
import { recordEvent } from '../store/events.js'

async function listening(test: TestContext, timers: Timers = systemTimers) {
  const world = await startPlatform({ outside: { timers } })
  const { platform, account } = world
  const { handle, direct, upgrade } = platform
  const serving = await serve(handle, {
    ...{ port: 0, maxBodyBytes: 1024 * 1024, direct, upgrade },
    outside: { timers: systemTimers, random: systemRandom },
    onError: (error) => assert.fail(String(error)),
  })
  platform.listensAt(serving.url)
  test.after(async () => {
    await serving.close(0)
    await world.close()
  })
  const { secret: key } = account.keys.test
  const open = async (form?: Record<string, string>, as = key ?? '') =>
    (await openSession(serving.url, as, form)).session
  return { ...world, serving, key: key ?? '', open }
}

interface Answered {
  id?: string
  error?: { code?: string }
}

const types = (frames: readonly Frame[]) =>
  frames.map((frame) => JSON.parse(frame.event_payload).type)

/** Only the frames of events as they are recorded; each comes for `--latest` too. */
const recorded = (frames: readonly Frame[]) =>
  frames.filter(({ endpoint }) => endpoint.api_version === null)

describe('a listening command line', () => {
  it('is sent every event, signed with the secret of its machine', async (test) => {
    const { stripe, open, client, account } = await listening(test)
    const session = await open()
    const listener = await connectListener(test, session)

    const customer = await stripe.customers.create({ name: 'Jenny' })
    await client(account.keys.live.secret).customers.create()
    await stripe.customers.del(customer.id)
    const [first, latest, ...others] = await listener.until(4)

    assert.ok(first)
    const { event_payload: payload, http_headers: headers } = first
    const signature = headers['Stripe-Signature'] ?? ''
    const event = Stripe.webhooks.constructEvent(payload, signature, session.secret)
    assert.equal(event.type, 'customer.created')
    assert.equal(event.account, undefined)
    assert.equal(event.pending_webhooks, 1)
    assert.equal(headers['User-Agent'], 'Stripe/1.0 (+https://stripe.com/docs/webhooks)')
    assert.deepEqual(
      [first.endpoint.api_version, latest?.endpoint.api_version, latest?.event_payload],
      [null, event.api_version, payload],
    )
    assert.deepEqual(types(recorded(others)), ['customer.deleted'])
    assert.equal((await open()).secret, session.secret)
    assert.notEqual((await open({ ...FORM, device_name: 'other' })).secret, session.secret)
  })

  it('misses nothing while it is away, and gets again what it did not acknowledge', async (test) => {
    const { stripe, open } = await listening(test)
    const session = await open()
    await stripe.customers.create({ name: 'before it came' })
    const first = await connectListener(test, session)
    const [seen, twin] = await first.until(2)
    first.acknowledge(seen)
    first.say('{ nonsense')
    first.say('null')
    await stripe.products.create({ name: 'not acknowledged' })
    await first.until(4)
    await first.close()
    await stripe.coupons.create({ percent_off: 10, duration: 'once' })

    const second = await connectListener(test, session)
    const again = await second.until(5)
    assert.deepEqual(types(again.slice(0, 1)), ['customer.created'])
    assert.equal(again[0]?.webhook_conversation_id, twin?.webhook_conversation_id)
    assert.deepEqual(types(recorded(again)), ['product.created', 'coupon.created'])
  })

  it('hears of connected accounts, and says whose event it is', async (test) => {
    const { platform, client, serving } = await listening(test)
    const uris = { test: ['https://app.test/callback'], live: [] }
    const [owner, shop, stranger] = await seedPlatform(platform, {
      accounts: [
        {
          ...{ id: 'acct_app', email: 'app@app.test', activated: true },
          extension: {
            ...{ enabled: true, kind: 'extension', name: 'App', redirect_uris: uris },
            client_ids: { test: 'ca_test_app', live: 'ca_live_app' },
          },
        },
        { id: 'acct_shop', email: 'shop@shop.test', activated: true },
        { id: 'acct_stranger', email: 'stranger@shop.test', activated: true },
      ],
      connections: [{ application: 'ca_test_app', account: 'acct_shop', scope: 'read_write' }],
    })
    const { session } = await openSession(serving.url, owner?.keys.test.secret ?? '')
    const listener = await connectListener(test, session)

    await client(stranger?.keys.test.secret ?? '').customers.create()
    await client(shop?.keys.test.secret ?? '').customers.create()
    await client(owner?.keys.test.secret ?? '').customers.create()
    const events = recorded(await listener.until(4)).map((one) => JSON.parse(one.event_payload))
    assert.deepEqual(
      events.map((event) => event.account),
      ['acct_shop', undefined],
    )
  })

  it('hears nothing of what was undone', async (test) => {
    const { platform, account, stripe, open } = await listening(test)
    const listener = await connectListener(test, await open())
    const { store } = platform.parts
    const undone = () =>
      store.transaction(() => {
        recordEvent(store, {
          ...{ id: 'evt_undone', account: account.account.id, livemode: false, created: 1 },
          ...{ type: 'customer.deleted', api_version: '', object: {}, request: null },
        })
        throw new Error('undone')
      })
    assert.throws(undone, /undone/)
    await stripe.customers.create()
    assert.deepEqual(types(recorded(await listener.until(2))), ['customer.created'])
  })

  it('is sent an event again when asked, as is one endpoint', async (test) => {
    const { stripe, open, serving, key } = await listening(test)
    const listener = await connectListener(test, await open())
    const { id } = await stripe.webhookEndpoints.create({
      ...{ url: 'http://127.0.0.1:1/', enabled_events: ['charge.failed'] },
    })
    await stripe.customers.create()
    const [event] = (await stripe.events.list()).data
    const retry = async (form: Record<string, string>, event_id = event?.id) => {
      const answer = await fetch(`${serving.url}/v1/events/${event_id}/retry`, {
        ...{ method: 'POST', headers: { authorization: `Bearer ${key}` } },
        body: new URLSearchParams(form),
      })
      return { status: answer.status, body: (await answer.json()) as Answered }
    }

    const again = await retry({ for_stripecli: 'true' })
    assert.deepEqual([again.status, again.body.id], [200, event?.id])
    assert.equal(recorded(await listener.until(4)).length, 2)

    assert.equal((await retry({ webhook_endpoint: id })).status, 200)
    assert.equal((await stripe.events.retrieve(event?.id ?? '')).pending_webhooks, 1)
    const refused = await retry({ for_stripecli: 'true' }, 'evt_nobody')
    assert.deepEqual([refused.status, refused.body.error?.code], [404, 'resource_missing'])
    assert.equal((await retry({ webhook_endpoint: 'we_nobody' })).status, 400)
    assert.equal((await retry({})).status, 400)
  })

  it('is let in by the id of its session alone, as long as that lives', async (test) => {
    const timers = heldTimers()
    const { open } = await listening(test, timers)
    const session = await open()
    const refusedWith = async (id: string) => {
      const key = 'AAAAAAAAAAAAAAAAAAAAAA=='
      const asked = request(session.websocket_url.replace('ws:', 'http:'), {
        headers: {
          ...{ Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Key': key },
          ...{ 'Sec-WebSocket-Version': '13', 'Websocket-Id': id },
        },
      }).end()
      const [answer] = await once(asked, 'response')
      let body = ''
      for await (const chunk of answer) body += String(chunk)
      return body
    }
    const unknown = '{"error":{"message":"Unknown WebSocket ID."}}'
    assert.equal(await refusedWith('cliws_guess'), unknown)

    timers.fire(FIVE_MINUTES_MS)
    assert.equal(await refusedWith(session.websocket_id), unknown)
  })

  it('can be open twenty times, and unconnected ones make room', async (test) => {
    const { open, serving, key } = await listening(test)
    const sessions: SessionAnswer[] = []
    for (let count = 0; count < 25; count++) sessions.push(await open())
    for (const session of sessions.slice(-20)) await connectListener(test, session)
    const { status, session } = await openSession(serving.url, key)
    assert.deepEqual([status, /Too many/.test(session.error?.message ?? '')], [429, true])
  })
})

const FIVE_MINUTES_MS = 300_000
const FORM = { 'websocket_features[]': 'webhooks' }

describe('a session is refused', () => {
  it('without a feature, for what cannot be filtered, and to a publishable key', async (test) => {
    const { serving, key, account } = await listening(test)
    const refused = async (as: string, form: Record<string, string>) => {
      const { status, session } = await openSession(serving.url, as, form)
      return [status, session.error?.param]
    }
    assert.deepEqual(await refused(key, {}), [400, 'websocket_features'])
    const logs = { 'websocket_features[]': 'request_logs' }
    const byAddress = { ...logs, filters: '{"filter_ip_address":["1.2.3.4"]}' }
    assert.deepEqual(await refused(key, byAddress), [400, 'filters'])
    assert.deepEqual(await refused(key, { ...logs, filters: 'nonsense' }), [400, 'filters'])
    for (const name of ['__proto__', 'constructor']) {
      const inherited = { ...logs, filters: `{"${name}":["x"]}` }
      assert.deepEqual(await refused(key, inherited), [400, 'filters'], name)
    }
    assert.equal((await refused(account.keys.test.publishable, FORM))[0], 401)
    assert.equal((await refused('sk_test_nobody', FORM))[0], 401)
  })
})

describe('tailing the log', () => {
  it('shows requests that pass its filters, and what they were refused with', async (test) => {
    const { stripe, open } = await listening(test)
    const logs = { 'websocket_features[]': 'request_logs' }
    const filters = JSON.stringify({
      ...{ filter_http_method: ['POST'], filter_status_code_type: ['4XX'] },
      ...{ filter_request_status: ['FAILED'], filter_account: ['self'] },
    })
    const listener = await connectListener(test, await open({ ...logs, filters }))

    await stripe.customers.create()
    await stripe.customers.retrieve('cus_nobody').catch(() => {})
    const declined = { amount: 500, currency: 'usd', source: 'tok_chargeDeclined' }
    await stripe.charges.create(declined).catch(() => {})
    const [frame] = await listener.until(1)
    const seen = JSON.parse(frame?.event_payload ?? '')

    assert.equal(frame?.type, 'request_log_event')
    assert.deepEqual(
      [seen.method, seen.url, seen.status, seen.error.code, seen.error.decline_code],
      ['POST', '/v1/charges', 402, 'card_declined', 'generic_decline'],
    )
    assert.match(seen.error.charge, /^ch_/)
    assert.equal(seen.request_id, frame?.request_log_id)
  })
})
