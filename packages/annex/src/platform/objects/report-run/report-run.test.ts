import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { startPlatform } from '../../../testing.js'

/** A shop that has taken 50 and given 10 back, and paid 20 out, in an hour. */
async function traded(t: TestContext) {
  const world = await startPlatform()
  t.after(world.close)
  const { stripe, platform, account, advance, now } = world
  const start = now()
  const charge = { currency: 'usd', source: 'tok_bypassPending' } as const
  await stripe.charges.create({ ...charge, amount: 3000, description: 'Beans, "whole"' })
  const { id } = await stripe.charges.create({ ...charge, amount: 2000 })
  advance(60)
  await stripe.refunds.create({ charge: id, amount: 1000 })
  await stripe.payouts.create({ amount: 2000, currency: 'usd' })
  advance(3540)
  const span = { interval_start: start, interval_end: now() }
  const run = async (report_type: string, more: object = {}) => {
    const parameters = { ...span, ...more }
    const asked = await stripe.reporting.reportRuns.create({ report_type, parameters })
    assert.deepEqual([asked.status, asked.result], ['pending', null])
    advance(2)
    return stripe.reporting.reportRuns.retrieve(asked.id)
  }
  const linesOf = async (report_type: string, more: object = {}) => {
    const { result } = await run(report_type, more)
    const headers = { Authorization: `Bearer ${account.keys.test.secret}` }
    const { pathname } = new URL(result?.url ?? '')
    const response = await platform.fetch(`http://platform.test${pathname}`, { headers })
    assert.equal(response.headers.get('content-type'), 'text/csv')
    return (await response.text()).trimEnd().split('\n')
  }
  return { ...world, span, run, linesOf }
}

describe('a report', () => {
  it('says how the balance came about, as a file', async (t) => {
    const { linesOf, run, span, eventTypes } = await traded(t)

    // 2.9 % + 30 of 3000 is 117, of 2000 it is 88.
    assert.deepEqual(await linesOf('balance.summary.1'), [
      'category,description,net_amount,currency',
      'starting_balance,Starting balance (2026-09-23),0.00,usd',
      'activity_gross,Account activity before fees,40.00,usd',
      'activity_fee,Less fees,-2.05,usd',
      'activity,Net balance change from activity,37.95,usd',
      'payouts_gross,Payouts before fees,-20.00,usd',
      'payouts_fee,Less payout fees,0.00,usd',
      'payouts,Total payouts,-20.00,usd',
      'ending_balance,Ending balance (2026-09-23),17.95,usd',
    ])
    assert.ok(eventTypes().includes('reporting.report_run.succeeded'))
    const { result, succeeded_at } = await run('payouts.summary.1')
    assert.deepEqual([result?.purpose, result?.type], ['finance_report_run', 'csv'])
    assert.ok((succeeded_at ?? 0) > span.interval_end)
    const later = { interval_start: span.interval_end, interval_end: span.interval_end + 1 }
    const [, starting] = await linesOf('balance.summary.1', later)
    assert.equal(starting, 'starting_balance,Starting balance (2026-09-23),17.95,usd')
  })

  it('sums activity and payouts by category, and lists them', async (t) => {
    const { linesOf, stripe } = await traded(t)

    assert.deepEqual(await linesOf('balance_change_from_activity.summary.1'), [
      'reporting_category,currency,count,gross,fee,net',
      'charge,usd,2,50.00,2.05,47.95',
      'refund,usd,1,-10.00,0.00,-10.00',
    ])
    assert.deepEqual(await linesOf('payouts.summary.1'), [
      'reporting_category,currency,count,gross,fee,net',
      'payout,usd,1,-20.00,0.00,-20.00',
    ])
    const columns = ['created', 'description', 'net', 'source_id']
    const [charge] = (await stripe.charges.list({ limit: 2 })).data.toReversed()
    assert.deepEqual(
      await linesOf('balance_change_from_activity.itemized.3', {
        ...{ columns, reporting_category: 'charge', timezone: 'Europe/Berlin' },
      }).then((lines) => lines.slice(0, 2)),
      [
        'created,description,net,source_id',
        `2026-09-23 06:26:40,"Beans, ""whole""",28.83,${charge?.id}`,
      ],
    )
    const [payout] = (await stripe.payouts.list()).data
    const only = ['payout_id', 'gross', 'payout_status']
    assert.deepEqual(await linesOf('payouts.itemized.3', { columns: only }), [
      'payout_id,gross,payout_status',
      `${payout?.id},-20.00,in_transit`,
    ])
    assert.equal((await linesOf('payouts.itemized.3', { currency: 'eur' })).length, 1)
  })

  it('fails where nothing here knows what it is about', async (t) => {
    const { run, stripe, eventTypes } = await traded(t)
    // The official client takes the field `error` of any answer for an error of the request.
    await assert.rejects(run('tax.transactions.itemized.2'), {
      ...{ statusCode: 200, rawType: /^This platform does not compute tax\.transactions/ },
    })
    const [event] = (await stripe.events.list({ limit: 1 })).data
    const failed = Object(event?.data.object)
    assert.deepEqual([failed.status, failed.result], ['failed', null])
    assert.equal(eventTypes().at(-1), 'reporting.report_run.failed')
  })

  it('is refused without an interval that is over, and for columns it has not', async (t) => {
    const { stripe, span, now } = await traded(t)
    const ask = (report_type: string, parameters: object) =>
      stripe.reporting.reportRuns.create({ report_type, parameters })
    const name = 'balance.summary.1'
    await assert.rejects(ask('balance', span), { param: 'report_type' })
    await assert.rejects(ask(name, {}), { param: 'parameters[interval_start]' })
    const { interval_start } = span
    await assert.rejects(ask(name, { interval_start }), { param: 'parameters[interval_end]' })
    const empty = { interval_start, interval_end: interval_start }
    await assert.rejects(ask(name, empty), { param: 'parameters[interval_start]' })
    const future = { interval_start, interval_end: now() + 1 }
    await assert.rejects(ask(name, future), { param: 'parameters[interval_end]' })
    const wrong = { ...span, columns: ['currency', 'colour'] }
    await assert.rejects(ask(name, wrong), { param: 'parameters[columns][1]' })
    const other = { ...span, connected_account: 'acct_1' }
    await assert.rejects(ask(name, other), { param: 'parameters[connected_account]' })
  })

  it('is one of the types that are listed', async (t) => {
    const { stripe, now } = await traded(t)
    const { data } = await stripe.reporting.reportTypes.list()
    assert.equal(data.length, 5)
    const type = await stripe.reporting.reportTypes.retrieve('payouts.itemized.3')
    assert.deepEqual([type.version, type.data_available_end], [3, now()])
    await assert.rejects(stripe.reporting.reportTypes.retrieve('x'), { statusCode: 404 })
  })
})
