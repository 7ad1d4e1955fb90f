import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DAY, HOUR } from '../../../test/worlds/roastery.js'
import { metered, type Metered } from '../../../test/worlds/metered.js'

/** Everything used so far, as one summary. */
async function used({ stripe, meter, customer, now }: Metered): Promise<number | undefined> {
  const minute = now() - (now() % 60)
  const { data } = await stripe.billing.meters.listEventSummaries(meter.id, {
    ...{ customer, start_time: minute - 60 * DAY, end_time: minute + 10 * 60 },
  })
  return data[0]?.aggregated_value
}

describe('a meter event', () => {
  it('counts for its customer', async (t) => {
    const world = await metered(t)
    const event = await world.use(25, { identifier: 'one' })

    assert.equal(event.object, 'billing.meter_event')
    assert.deepEqual(
      [event.identifier, event.timestamp, event.payload['value']],
      ['one', world.now(), '25'],
    )
    await world.use('-5')
    await world.use('0.25')
    assert.equal(await used(world), 20.25)
  })

  it('is taken once within a day', async (t) => {
    const world = await metered(t)
    await world.use(1, { identifier: 'same' })
    world.advance(DAY - 1)
    await assert.rejects(world.use(1, { identifier: 'same' }), {
      message: 'An event already exists with identifier same.',
      param: 'identifier',
    })
    world.advance(1)
    await world.use(1, { identifier: 'same' })
    assert.equal(await used(world), 2)
  })

  it('may be 35 days old, or five minutes ahead, and no more', async (t) => {
    const { use, now } = await metered(t)
    await use(1, { timestamp: now() - 35 * DAY })
    await use(1, { timestamp: now() + 300 })
    await assert.rejects(use(1, { timestamp: now() - 35 * DAY - 1 }), {
      ...{ code: 'timestamp_too_far_in_past', param: 'timestamp' },
    })
    await assert.rejects(use(1, { timestamp: now() + 301 }), {
      ...{ code: 'timestamp_in_future', param: 'timestamp' },
    })
  })

  it('names a meter that counts, a customer and a number', async (t) => {
    const { stripe, use, meter, customer } = await metered(t)
    await assert.rejects(use(1, { event_name: 'mugs' }), { param: 'event_name' })
    for (const [payload, code, param] of [
      [{ value: '1' }, 'meter_event_no_customer_defined', 'payload[stripe_customer_id]'],
      [
        { stripe_customer_id: 'cus_9', value: '1' },
        'meter_event_customer_not_found',
        'payload[stripe_customer_id]',
      ],
      [{ stripe_customer_id: customer }, 'meter_event_value_not_found', 'payload[value]'],
      [
        { stripe_customer_id: customer, value: 'many' },
        'meter_event_invalid_value',
        'payload[value]',
      ],
      [
        { stripe_customer_id: customer, value: '1e9' },
        'meter_event_invalid_value',
        'payload[value]',
      ],
    ] as const) {
      await assert.rejects(use(1, { payload }), { code, param, statusCode: 400 })
    }
    await stripe.billing.meters.deactivate(meter.id)
    await assert.rejects(use(1), { code: 'archived_meter' })
  })

  it('is counted whatever its value, or has the last word, as its meter says', async (t) => {
    const counting = await metered(t, 'count')
    await counting.use(7)
    await counting.use(1, { payload: { stripe_customer_id: counting.customer } })
    assert.equal(await used(counting), 2)

    const last = await metered(t, 'last')
    await last.use(5)
    await last.use(9, { timestamp: last.now() - HOUR })
    assert.equal(await used(last), 5)
    await last.use(3)
    assert.equal(await used(last), 3)
  })

  it('is taken back within a day', async (t) => {
    const world = await metered(t)
    const { stripe, use } = world
    const takeBack = (identifier: string) =>
      stripe.billing.meterEventAdjustments.create({
        ...{ event_name: 'cups', type: 'cancel', cancel: { identifier } },
      })
    await use(10, { identifier: 'right' })
    await use(90, { identifier: 'wrong' })
    world.advance(DAY - 1)

    const adjustment = await takeBack('wrong')

    assert.deepEqual([adjustment.status, adjustment.cancel], ['complete', { identifier: 'wrong' }])
    assert.equal(await used(world), 10)
    const gone = { code: 'resource_missing', param: 'cancel[identifier]' }
    await assert.rejects(takeBack('wrong'), gone)
    await assert.rejects(takeBack('never'), gone)
    world.advance(1)
    await assert.rejects(takeBack('right'), gone)
  })
})

describe('summaries of meter events', () => {
  it('come by the day or the hour, the latest first, a page at a time', async (t) => {
    const { stripe, use, meter, customer, now, advance } = await metered(t)
    const day = now() - (now() % DAY) + DAY
    advance(day - now())
    for (let hour = 0; hour < 30; hour += 10) {
      await use(hour + 1)
      advance(10 * HOUR)
    }
    const span = { customer, start_time: day, end_time: day + 2 * DAY }
    const list = (params: object) =>
      stripe.billing.meters.listEventSummaries(meter.id, { ...span, ...params })

    const days = await list({ value_grouping_window: 'day' })
    assert.deepEqual(
      days.data.map((one) => [one.start_time, one.end_time, one.aggregated_value]),
      [[day, day + DAY, 33]],
    )
    const first = await list({ value_grouping_window: 'hour', limit: 2 })
    assert.deepEqual(
      [first.data.map((one) => one.aggregated_value), first.has_more],
      [[21, 11], true],
    )
    const rest = await list({
      ...{ value_grouping_window: 'hour', limit: 2, starting_after: first.data[1]?.id },
    })
    assert.deepEqual([rest.data.map((one) => one.aggregated_value), rest.has_more], [[1], false])
  })

  it('begin and end where the window does', async (t) => {
    const { stripe, meter, customer, now } = await metered(t)
    const minute = now() - (now() % 60)
    const list = (start_time: number, end_time: number, value_grouping_window?: 'hour' | 'day') =>
      stripe.billing.meters.listEventSummaries(meter.id, {
        ...{
          customer,
          start_time,
          end_time,
          ...(value_grouping_window && { value_grouping_window }),
        },
      })
    await assert.rejects(list(minute + 1, minute + 60), { param: 'start_time' })
    await assert.rejects(list(minute, minute + 90), { param: 'end_time' })
    await assert.rejects(list(minute, minute), { param: 'end_time' })
    await assert.rejects(list(minute - (minute % HOUR) + 60, minute, 'hour'), /hour boundaries/)
    await assert.rejects(list(minute - (minute % HOUR), minute, 'day'), /day boundaries/)
    await assert.rejects(
      stripe.billing.meters.listEventSummaries(meter.id, {
        ...{ customer: 'cus_9', start_time: minute, end_time: minute + 60 },
      }),
      { param: 'customer' },
    )
  })
})
