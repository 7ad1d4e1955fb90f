import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it, type TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { systemTimers } from '../../core/timers.js'
import { controlOf } from '../../platform.js'
import { startReceiver } from '../../test/receiver.js'
import { startPlatform, type TestPlatform } from '../../testing.js'
import { serve } from '../../web/serve.js'
import { ANSWER_FAULTS, DELIVERY_FAULTS } from './faults.js'
import type { TroubleInput } from './door.js'

const { webhooks: receiving } = new Stripe('sk_test_unused_here')

async function started(test: TestContext): Promise<TestPlatform> {
  const world = await startPlatform()
  test.after(world.close)
  return world
}

/** An endpoint that hears of new customers, and what has come to it so far. */
async function listening(test: TestContext, deliveries: TroubleInput['deliveries']) {
  const world = await started(test)
  const receiver = await startReceiver(test)
  const { id, secret = '' } = await world.stripe.webhookEndpoints.create({
    ...{ url: receiver.url, enabled_events: ['customer.created'] },
  })
  world.platform.trouble.set({ seed: 7, ...(deliveries && { deliveries }) })
  const isGenuine = (index: number) => {
    const { body = '', headers } = receiver.received[index] ?? {}
    const signature = String(headers?.['stripe-signature'])
    // Signed by the machine's clock; the platform's is held somewhere else.
    return accepts(() => receiving.constructEvent(body, signature, secret))
  }
  return { ...world, receiver, endpoint: id, isGenuine }
}

function accepts(check: () => unknown): boolean {
  try {
    check()
    return true
  } catch {
    return false
  }
}

describe('deliveries in trouble', () => {
  it('come twice', async (test) => {
    const { stripe, receiver, platform } = await listening(test, { duplicate: 1 })
    await stripe.customers.create()
    const [one, two] = await receiver.untilReceived(2)
    assert.equal(one?.body, two?.body)
    assert.deepEqual(platform.trouble.state().deliveries, { seen: 1, struck: { duplicate: 1 } })
  })

  it('are forged before they come', async (test) => {
    const { stripe, receiver, isGenuine } = await listening(test, { forge: 1 })
    await stripe.customers.create()
    await receiver.untilReceived(2)
    assert.deepEqual([isGenuine(0), isGenuine(1)], [false, true])
  })

  it('never come, and count as delivered all the same', async (test) => {
    const { stripe, receiver, platform } = await listening(test, { drop: 1 })
    await stripe.customers.create()
    const { store } = platform.parts
    const pending = () =>
      store.get<{ n: number }>(`select count(*) n from deliveries where status = 'pending'`)
    while (pending()?.n !== 0) await new Promise(setImmediate)
    assert.equal(receiver.received.length, 0)
  })

  it('come again when their answer was lost', async (test) => {
    const { stripe, receiver, platform, advance } = await listening(test, { lose_answer: 1 })
    await stripe.customers.create()
    await receiver.untilReceived(1)
    const attempts = () => platform.parts.store.all('select * from attempts').length
    while (attempts() === 0) await new Promise(setImmediate)
    platform.trouble.end()
    advance(3600)
    await receiver.untilReceived(2)
  })

  it('overtake each other', async (test) => {
    const { stripe, receiver, platform } = await listening(test, { reorder: 1, delay_ms: 9000 })
    const first = await stripe.customers.create()
    while (platform.trouble.state().deliveries.seen < 1) await new Promise(setImmediate)
    platform.trouble.end()
    const second = await stripe.customers.create()
    const received = await receiver.untilReceived(2)
    assert.deepEqual(
      received.map(({ body }) => JSON.parse(body).data.object.id),
      [second.id, first.id],
    )
  })

  it('are let alone when the trouble is somebody else’s', async (test) => {
    const { stripe, receiver } = await listening(test, { drop: 1, account: 'acct_else' })
    await stripe.customers.create()
    await receiver.untilReceived(1)
  })
})

describe('answers in trouble', () => {
  const failing = async (test: TestContext, answers: TroubleInput['answers']) => {
    const world = await started(test)
    world.platform.trouble.set({ seed: 7, ...(answers && { answers }) })
    return world
  }
  const count = async ({ platform, stripe }: TestPlatform) => {
    platform.trouble.end()
    return (await stripe.customers.list()).data.length
  }

  it('are refused before anything is done', async (test) => {
    for (const [fault, type] of [
      ['rate_limit', 'StripeRateLimitError'],
      ['error', 'StripeAPIError'],
    ] as const) {
      const world = await failing(test, { [fault]: 1 })
      await assert.rejects(world.stripe.customers.create(), { type })
      assert.equal(await count(world), 0)
    }
  })

  it('are somebody else’s page', async (test) => {
    const world = await failing(test, { html: 1 })
    await assert.rejects(world.stripe.customers.create(), /Invalid JSON/)
    assert.equal(await count(world), 0)
  })

  it('are lost after everything was done, which an idempotent retry survives', async (test) => {
    for (const fault of ['reset', 'cut'] as const) {
      const world = await failing(test, { [fault]: 1 })
      const create = () => world.stripe.customers.create({}, { idempotencyKey: `once ${fault}` })
      await assert.rejects(create())
      world.platform.trouble.end()
      const { id } = await create()
      const { data } = await world.stripe.customers.list()
      assert.deepEqual([data.length, data[0]?.id], [1, id])
    }
  })

  it('break real connections too', async (test) => {
    const world = await started(test)
    const serving = await serve(world.platform.handle, {
      ...{ port: 0, maxBodyBytes: 100_000, outside: world.platform.parts.outside },
      ...{ onError: assert.ifError, direct: world.platform.direct },
    })
    test.after(() => serving.close(0))
    const authorization = `Bearer ${world.account.keys.test.secret}`
    const ask = async () => {
      const response = await fetch(`${serving.url}/v1/customers`, { headers: { authorization } })
      return response.text()
    }
    for (const answers of [{ reset: 1 }, { cut: 1 }, { timeout: 1, timeout_ms: 5 }]) {
      world.platform.trouble.set({ answers })
      await assert.rejects(ask(), TypeError)
    }
    world.platform.trouble.set({ answers: { slow: 1, slow_ms: 5 } })
    assert.match(await ask(), /"object": "list"/)
  })

  it('keep a key in use while they are late', async (test) => {
    const [asleep, awake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const sleep = () => {
      asleep.resolve()
      return awake.promise
    }
    const world = await startPlatform({ outside: { timers: { ...systemTimers, sleep } } })
    test.after(world.close)
    const { customers } = world.stripe
    const create = () => customers.create({ name: 'Ada' }, { idempotencyKey: 'k-1' })
    world.platform.trouble.set({ answers: { slow: 1 } })
    const first = create()
    await asleep.promise
    world.platform.trouble.end()

    await assert.rejects(create(), { statusCode: 409, code: 'idempotency_key_in_use' })

    awake.resolve()
    const { id } = await first
    assert.equal((await create()).id, id)
  })

  it('are the same again for the same seed', async (test) => {
    const story = async (seed: number) => {
      const { stripe, platform } = await started(test)
      platform.trouble.set({ seed, answers: { error: 0.3, rate_limit: 0.3 } })
      const told: string[] = []
      for (let turn = 0; turn < 20; turn++) {
        told.push(
          await stripe.customers.list().then(
            () => 'ok',
            ({ type }) => type,
          ),
        )
      }
      return told.join(' ')
    }
    const first = await story(1)
    assert.equal(await story(1), first)
    assert.notEqual(await story(2), first)
  })

  it('strike only where they were asked to', async (test) => {
    const { stripe } = await failing(test, { error: 1, path: '/v1/charges' })
    await stripe.customers.list()
    await assert.rejects(stripe.charges.list(), { statusCode: 500 })
  })
})

describe('the door to trouble', () => {
  const asking = (world: TestPlatform) => async (method: string, body?: unknown) => {
    const handler = await controlOf(world.platform, 'control_token')
    const response = await handler(
      new Request('http://127.0.0.1:4243/trouble', {
        method,
        headers: { Authorization: 'Bearer control_token' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
    return { status: response.status, body: JSON.parse(await response.text()) }
  }

  it('is set, read and ended through the control port', async (test) => {
    const ask = asking(await started(test))
    assert.equal((await ask('GET')).body.on, false)
    const set = await ask('POST', { seed: 3, answers: { error: 0.5 } })
    assert.deepEqual([set.status, set.body.on, set.body.settings.seed], [200, true, 3])
    assert.deepEqual((await ask('GET')).body, set.body)
    assert.equal((await ask('DELETE')).body.on, false)
  })

  it('says what makes no sense, and leaves all as it was', async (test) => {
    const ask = asking(await started(test))
    for (const [body, param] of [
      [{ seeds: 1 }, 'seeds'],
      [{ seed: 0.5 }, 'seed'],
      [{ answers: 1 }, 'answers'],
      [{ answers: { error: 2 } }, 'answers.error'],
      [{ answers: { error: '0.1' } }, 'answers.error'],
      [{ answers: { error: 0.6, cut: 0.6 } }, 'answers'],
      [{ answers: { eror: 0.1 } }, 'answers.eror'],
      [{ deliveries: { delay: 1, delay_ms: 60_000 } }, 'deliveries.delay_ms'],
      [{ deliveries: { drop: 1, account: '' } }, 'deliveries.account'],
    ] as const) {
      const { status, body: answer } = await ask('POST', body)
      assert.deepEqual([status, answer.error.param], [400, param])
    }
    assert.equal((await ask('GET')).body.on, false)
  })

  it('stays shut in production', async (test) => {
    const world = await startPlatform({ production: true })
    test.after(world.close)
    assert.equal((await asking(world)('POST', { answers: { error: 1 } })).status, 403)
    assert.throws(() => world.platform.trouble.set({ answers: { error: 1 } }), /production/)
  })
})

describe('what can go wrong on purpose', () => {
  it('is all in the documentation, in the same words', () => {
    const page = readFileSync(new URL('../../../../../docs/trouble.md', import.meta.url), 'utf8')
    for (const [fault, words] of Object.entries({ ...DELIVERY_FAULTS, ...ANSWER_FAULTS })) {
      const row = page.split('\n').find((line) => line.startsWith(`| \`${fault}\``)) ?? ''
      assert.ok(row.includes(words), fault)
    }
  })
})
