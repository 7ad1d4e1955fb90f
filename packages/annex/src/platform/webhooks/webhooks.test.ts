import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { heldClock } from '../../core/clock.js'
import { systemRandom } from '../../core/random.js'
import { startReceiver, type Answering } from '../../test/receiver.js'
import { keyRing, openWebhooks, START } from '../../test/webhooks.js'
import { listAttempts } from '../store/attempts.js'
import { findDelivery } from '../store/deliveries.js'
import { findEndpoint, rollSecret, switchEndpoint } from '../store/endpoints.js'
import type { EventRow, Store } from '../store/store.js'
import { sealSigningSecret } from './secrets.js'

const { webhooks: receiving } = new Stripe('sk_test_unused_here')
const DAY = 24 * 3600

function eventOf(store: Store, id: string): EventRow {
  const event = store.get<EventRow>('select * from events where id = ?', id)
  assert.ok(event)
  return event
}

describe('delivering an event', () => {
  it('brings what the official client accepts', async (test) => {
    const receiver = await startReceiver(test)
    const world = openWebhooks(test)
    world.endpoint({ url: receiver.url })

    const id = world.happen({ request: { id: 'req_1', idempotency_key: null } })
    const [received] = await receiver.untilReceived(1)

    const signature = received?.headers['stripe-signature'] ?? ''
    const event = receiving.constructEvent(received?.body ?? '', signature, 'whsec_one')
    assert.equal(event.id, id)
    assert.equal(event.pending_webhooks, 1)
    assert.deepEqual(event.data.object, { id: 'cus_1', object: 'customer' })
    assert.equal(received?.body, JSON.stringify(event, null, 2))
    assert.ok(!('account' in event))
    assert.equal(received?.headers['content-type'], 'application/json; charset=utf-8')
    assert.equal(received?.headers['user-agent'], 'Stripe/1.0 (+https://stripe.com/docs/webhooks)')
    await world.untilAttempted(1)
    assert.equal(world.delivery(id).status, 'delivered')
  })

  it('leaves one line for each attempt, without the secret', async (test) => {
    const receiver = await startReceiver(test)
    const world = openWebhooks(test)
    world.endpoint({ url: receiver.url })

    const id = world.happen()
    await world.untilAttempted(1)

    const line = world.lines[0] ?? {}
    assert.partialDeepStrictEqual(line, {
      ...{ endpoint: 'we_1', event: id, type: 'customer.created', account: 'acct_shop' },
      ...{ livemode: false, attempt: 1, status: 200, outcome: 'accepted', next_attempt_at: null },
      msg: 'delivery',
    })
    assert.equal(typeof line.duration_ms, 'number')
    assert.ok(!JSON.stringify(world.lines).includes('whsec_'))
  })

  it('goes to enabled endpoints of the mode that asked for the type', async (test) => {
    const receiver = await startReceiver(test)
    const world = openWebhooks(test)
    world.endpoint({ id: 'we_all', url: receiver.url })
    world.endpoint({ id: 'we_charges', url: receiver.url, enabled_events: '["charge.succeeded"]' })
    world.endpoint({ id: 'we_live', url: receiver.url, livemode: 1 })
    world.endpoint({ id: 'we_other', url: receiver.url, account: 'acct_other' })

    const id = world.happen({ type: 'customer.created' })
    const rare = world.happen({ type: 'issuing_authorization.request' })

    assert.ok(world.delivery(id, 'we_all'))
    for (const endpoint of ['we_charges', 'we_live', 'we_other'])
      assert.equal(findDelivery(world.store, id, endpoint), undefined)
    assert.equal(findDelivery(world.store, rare, 'we_all'), undefined)
  })

  it('signs with both secrets while one is being rolled', async (test) => {
    const clock = heldClock(START)
    const receiver = await startReceiver(test)
    const world = openWebhooks(test, { clock })
    const tools = { keyRing, random: systemRandom }
    world.endpoint({ url: receiver.url })
    rollSecret(world.store, 'we_1', sealSigningSecret('whsec_two', 'we_1', tools), START + DAY)

    world.happen()
    await receiver.untilReceived(1)
    clock.moveTo(START + DAY)
    world.happen()
    const [during, after] = await receiver.untilReceived(2)

    const opens = (received: typeof during, secret: string) =>
      receiving.constructEvent(
        ...([received?.body ?? '', received?.headers['stripe-signature'] ?? '', secret] as const),
      )
    assert.ok(opens(during, 'whsec_one') && opens(during, 'whsec_two') && opens(after, 'whsec_two'))
    assert.throws(() => opens(after, 'whsec_one'))
  })
})

describe('an endpoint that does not answer well', () => {
  it('gets the same bytes again, signed anew, when the clock says so', async (test) => {
    const clock = heldClock(START)
    const receiver = await startReceiver(test)
    const world = openWebhooks(test, { clock })
    world.endpoint({ url: receiver.url })
    receiver.answering = (response) => void response.writeHead(500).end('broken')

    const id = world.happen()
    await world.untilAttempted(1)
    const failed = world.delivery(id)
    receiver.answering = (response) => void response.end()
    clock.moveTo(failed.next_attempt_at ?? 0)
    world.webhooks.wake()
    await world.untilAttempted(2)

    const [first, second] = receiver.received
    assert.equal(first?.body, second?.body)
    assert.equal(world.delivery(id).status, 'delivered')
    assert.deepEqual(
      listAttempts(world.store, failed.id).map(({ number, status, answer }) => [
        number,
        status,
        answer,
      ]),
      [
        [1, 500, 'broken'],
        [2, 200, ''],
      ],
    )
  })

  const faults = {
    'redirects, and is not followed': {
      answer: (response) => void response.writeHead(302, { location: '/elsewhere' }).end(),
      outcome: 'rejected',
    },
    'hangs up': { answer: (response) => void response.destroy(), outcome: 'connection_lost' },
    'hangs up halfway': {
      answer: (response) => {
        response.writeHead(200, { 'content-length': '100' }).write('half')
        response.socket?.destroySoon()
      },
      outcome: 'connection_lost',
    },
    'does not speak HTTP': {
      answer: (response) => void response.socket?.end('220 mail.test ESMTP\r\n'),
      outcome: 'not_http',
    },
  } satisfies Record<string, { answer: Answering; outcome: string }>
  for (const [fault, { answer, outcome }] of Object.entries(faults)) {
    it(fault, async (test) => {
      const receiver = await startReceiver(test)
      const world = openWebhooks(test, { clock: heldClock(START) })
      world.endpoint({ url: receiver.url })
      receiver.answering = answer

      const id = world.happen()
      await world.untilAttempted(1)

      const { status, next_attempt_at, id: row } = world.delivery(id)
      assert.equal(listAttempts(world.store, row)[0]?.outcome, outcome)
      assert.equal(status, 'pending')
      assert.ok((next_attempt_at ?? 0) > START)
      assert.equal(receiver.received.length, 1)
    })
  }

  it('is disabled at once when it says that it is gone', async (test) => {
    const receiver = await startReceiver(test)
    const world = openWebhooks(test, { clock: heldClock(START) })
    world.endpoint({ url: receiver.url })
    receiver.answering = (response) => void response.writeHead(410).end()

    world.happen()
    await world.untilAttempted(1)

    assert.equal(findEndpoint(world.store, 'we_1')?.disabled_reason, 'gone')
    const later = world.happen()
    assert.equal(findDelivery(world.store, later, 'we_1'), undefined)
  })

  it('is disabled after five days without one good answer, and not an hour sooner', async (test) => {
    const clock = heldClock(START)
    const receiver = await startReceiver(test)
    const world = openWebhooks(test, { clock })
    world.endpoint({ url: receiver.url })
    receiver.answering = (response) => void response.writeHead(500).end()
    const statusAt = async (time: number) => {
      clock.moveTo(time)
      const event = world.happen()
      const isTried = () => world.lines.some((line) => line.event === event)
      while (!isTried()) await world.untilAttempted(world.lines.length + 1)
      return findEndpoint(world.store, 'we_1')?.status
    }

    assert.equal(await statusAt(START), 'enabled')
    assert.equal(await statusAt(START + 5 * DAY - 3600), 'enabled')
    assert.equal(await statusAt(START + 5 * DAY), 'disabled')
  })

  it('loses what falls due while it is disabled, and keeps what does not', async (test) => {
    const clock = heldClock(START)
    const receiver = await startReceiver(test)
    const world = openWebhooks(test, { clock })
    world.endpoint({ url: receiver.url })
    receiver.answering = (response) => void response.writeHead(500).end()
    const event = world.happen()
    await world.untilAttempted(1)

    switchEndpoint(world.store, 'we_1', 'account')
    world.webhooks.wake()
    assert.equal(world.delivery(event).status, 'pending')
    clock.moveTo(START + 60)
    world.webhooks.wake()

    assert.equal(world.delivery(event).status, 'given_up')
  })
})

describe('sending again', () => {
  it('repeats one event for one endpoint', async (test) => {
    const receiver = await startReceiver(test)
    const world = openWebhooks(test)
    world.endpoint({ url: receiver.url })
    const id = world.happen()
    await world.untilAttempted(1)

    world.webhooks.resend(eventOf(world.store, id), 'we_1')
    await world.untilAttempted(2)

    assert.equal(receiver.received[0]?.body, receiver.received[1]?.body)
    assert.equal(world.delivery(id).status, 'delivered')
  })

  it('recovers what an endpoint missed, and only that', async (test) => {
    const receiver = await startReceiver(test)
    const clock = heldClock(START)
    const world = openWebhooks(test, { clock })
    world.endpoint({ url: receiver.url, enabled_events: '["customer.created"]' })
    world.happen()
    await world.untilAttempted(1)
    switchEndpoint(world.store, 'we_1', 'account')
    clock.moveTo(START + 10)
    const missed = world.happen()
    world.happen({ type: 'charge.succeeded' })
    world.happen({ account: 'acct_other' })
    switchEndpoint(world.store, 'we_1', null)

    const count = world.webhooks.recover('we_1', { from: START, to: START + 10 })
    await world.untilAttempted(2)

    assert.equal(count, 1)
    assert.equal(world.delivery(missed).status, 'delivered')
  })
})
