import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { metered } from '../../test/worlds/metered.js'

async function used({ stripe, meter, customer, now }: Awaited<ReturnType<typeof metered>>) {
  const minute = now() - (now() % 60)
  const { data } = await stripe.billing.meters.listEventSummaries(meter.id, {
    ...{ customer, start_time: minute - 3600, end_time: minute + 600 },
  })
  return data[0]?.aggregated_value
}

/** A stream of meter events, with the token of a session. */
async function streaming(t: TestContext) {
  const world = await metered(t)
  const session = await world.stripe.v2.billing.meterEventSession.create()
  const streamer = world.client(session.authentication_token)
  const event = (value: string, more: object = {}) => ({
    event_name: 'cups',
    payload: { stripe_customer_id: world.customer, value },
    ...more,
  })
  const send = (...events: ReturnType<typeof event>[]) =>
    streamer.v2.billing.meterEventStream.create({ events })
  return { ...world, session, event, send }
}

describe('a meter event of the second API', () => {
  it('is counted, refused at once, and taken back', async (t) => {
    const world = await metered(t)
    const { stripe, customer, now } = world
    const use = (value: string, identifier: string, event_name = 'cups') =>
      stripe.v2.billing.meterEvents.create({
        ...{ event_name, identifier, payload: { stripe_customer_id: customer, value } },
        timestamp: new Date(now() * 1000).toISOString(),
      })
    const made = await use('25', 'one')
    assert.deepEqual(
      [made.object, made.identifier, Date.parse(made.timestamp) / 1000],
      ['v2.billing.meter_event', 'one', now()],
    )
    await assert.rejects(use('1', 'one'), { statusCode: 400, code: 'duplicate_meter_event' })
    await assert.rejects(use('many', 'two'), { code: 'meter_event_invalid_value' })
    await assert.rejects(use('1', 'two', 'mugs'), { code: 'resource_missing' })
    assert.equal(await used(world), 25)

    const cancel = { identifier: 'one' }
    const undone = await stripe.v2.billing.meterEventAdjustments.create({
      ...{ event_name: 'cups', type: 'cancel', cancel },
    })
    assert.deepEqual([undone.status, undone.cancel], ['complete', cancel])
    assert.equal(await used(world), 0)
  })

  it('must be JSON that says all of it', async (t) => {
    const { stripe } = await metered(t)
    for (const [params, param] of [
      [{ payload: {} }, 'event_name'],
      [{ event_name: 'cups' }, 'payload'],
      [{ event_name: 'cups', payload: { value: 1 } }, 'payload[value]'],
      [{ event_name: 'cups', payload: {}, timestamp: 'noon' }, 'timestamp'],
    ] as const) {
      await assert.rejects(stripe.rawRequest('POST', '/v2/billing/meter_events', params), {
        ...{ statusCode: 400, param },
      })
    }
  })
})

describe('a stream of meter events', () => {
  it('counts what it can, and tells of the rest by event', async (t) => {
    const world = await streaming(t)
    const { stripe, meter, event, send } = world

    await send(
      event('3'),
      event('many', { identifier: 'a' }),
      event('1', { payload: { value: '1' } }),
      event('1', { event_name: 'mugs' }),
      event('4'),
    )

    assert.equal(await used(world), 7)
    const all: string[] = []
    for await (const { type } of stripe.v2.core.events.list({ limit: 1 })) all.push(type)
    assert.deepEqual(all, [
      'v1.billing.meter.no_meter_found',
      'v1.billing.meter.error_report_triggered',
    ])
    const types = ['v1.billing.meter.error_report_triggered']
    const [about] = (await stripe.v2.core.events.list({ types, object_id: meter.id })).data
    const report = await stripe.v2.core.events.retrieve(about?.id ?? '')
    assert.ok(report.type === 'v1.billing.meter.error_report_triggered')
    assert.deepEqual(
      report.data.reason.error_types.map(({ code, error_count }) => [code, error_count]),
      [
        ['meter_event_invalid_value', 1],
        ['meter_event_no_customer_defined', 1],
      ],
    )
    assert.equal((await report.fetchRelatedObject()).id, meter.id)
  })

  it('needs a session that is not over, and nobody else sees what is told', async (t) => {
    const { stripe, session, event, send, advance, client, account, platform } = await streaming(t)
    const expired = { statusCode: 401, type: 'TemporarySessionExpiredError' }
    const forged = session.authentication_token.replace('_test_', '_live_')
    const events = [event('1', { event_name: 'mugs' })]
    for (const token of [forged, account.keys.test.secret]) {
      await assert.rejects(client(token).v2.billing.meterEventStream.create({ events }), expired)
    }
    await send(...events)
    const [told] = (await stripe.v2.core.events.list()).data
    const other = client(platform.createAccount({ email: 'b@example.test' }).keys.test.secret)
    assert.deepEqual((await other.v2.core.events.list()).data, [])
    await assert.rejects(other.v2.core.events.retrieve(told?.id ?? ''), { statusCode: 404 })
    advance(15 * 60 - 1)
    await send(event('1'))
    advance(1)
    await assert.rejects(send(event('1')), expired)
  })
})
