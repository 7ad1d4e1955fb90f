import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform, type TestPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

const DAY = 86_400
const bank = {
  object: 'bank_account',
  country: 'US',
  currency: 'usd',
  routing_number: '110000000',
} as const

/** An account with 941.80 available. */
async function withMoney(world: TestPlatform) {
  await world.stripe.paymentIntents.create({
    ...{ amount: 97_000, currency: 'usd', confirm: true },
    payment_method: 'pm_card_bypassPending',
  })
  world.advance(5)
  return (await world.stripe.balance.retrieve()).available[0]?.amount ?? 0
}

describe('money that comes in', () => {
  it('is held for as many business days as the account settled on', async (t) => {
    const { stripe, account, advance, close } = await startPlatform()
    t.after(close)
    const heldUntil = async () => {
      const payment = { amount: 2000, currency: 'usd', confirm: true } as const
      await stripe.paymentIntents.create({ ...payment, payment_method: 'pm_card_visa' })
      advance(5)
      const [taken] = (await stripe.balanceTransactions.list({ limit: 1 })).data
      return new Date((taken?.available_on ?? 0) * 1000).toISOString().slice(0, 10)
    }
    // It is Wednesday, the 23rd.
    assert.equal(await heldUntil(), '2026-09-25')
    const schedule = { interval: 'daily', delay_days: 5 } as const
    await stripe.accounts.update(account.account.id, { settings: { payouts: { schedule } } })
    assert.equal(await heldUntil(), '2026-09-30')
    const settle = (delay_days_override: number | '') =>
      stripe.balanceSettings.update({ payments: { settlement_timing: { delay_days_override } } })
    assert.equal((await settle(31)).payments?.settlement_timing.delay_days, 31)
    assert.equal(await heldUntil(), '2026-11-05')
    assert.equal((await settle('')).payments?.settlement_timing.delay_days, 2)
    const tooLong = { ...schedule, delay_days: 32 }
    const param = 'settings[payouts][schedule][delay_days]'
    await assert.rejects(
      stripe.accounts.update(account.account.id, {
        settings: { payouts: { schedule: tooLong } },
      }),
      { code: 'parameter_invalid_integer', param },
    )
    await assert.rejects(settle(32), {
      message: "This value must be less than or equal to 31 (it currently is '32').",
    })
    assert.equal(await heldUntil(), '2026-09-30')
  })
})

describe('a payout', () => {
  it('leaves the balance at once and arrives on the next business day', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { stripe, advance, now, eventTypes } = world
    const before = await withMoney(world)
    const seen = eventTypes().length

    const payout = await stripe.payouts.create({
      amount: 5000,
      currency: 'usd',
      metadata: { a: '1' },
    })

    assert.deepEqual(
      [payout.status, payout.automatic, payout.type],
      ['pending', false, 'bank_account'],
    )
    assert.equal(payout.arrival_date, now() - (now() % DAY) + DAY)
    assert.deepEqual(
      [payout.metadata, payout.reconciliation_status],
      [{ a: '1' }, 'not_applicable'],
    )
    assert.equal((await stripe.balance.retrieve()).available[0]?.amount, before - 5000)
    const moved = await stripe.balanceTransactions.retrieve(idOf(payout.balance_transaction ?? ''))
    assert.deepEqual([moved.type, moved.net, moved.source], ['payout', -5000, payout.id])

    advance(60)
    assert.equal((await stripe.payouts.retrieve(payout.id)).status, 'in_transit')
    advance(payout.arrival_date - now() - 1)
    assert.equal((await stripe.payouts.retrieve(payout.id)).status, 'in_transit')
    advance(1)
    const paid = await stripe.payouts.retrieve(payout.id)
    assert.deepEqual([paid.status, paid.trace_id?.status], ['paid', 'supported'])
    assert.deepEqual(
      eventTypes()
        .slice(seen)
        .filter((type) => type.startsWith('payout.')),
      ['payout.created', 'payout.updated', 'payout.paid'],
    )
    const { data } = await stripe.events.list({ type: 'payout.paid' })
    assert.equal(data[0]?.data.previous_attributes?.['status' as never], 'in_transit')
  })

  it('is refused when there is too little, or nowhere to send it', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { stripe } = world
    const available = await withMoney(world)

    await assert.rejects(stripe.payouts.create({ amount: available + 1, currency: 'usd' }), {
      ...{ statusCode: 400, code: 'balance_insufficient' },
    })
    await assert.rejects(stripe.payouts.create({ amount: 0, currency: 'usd' }), { param: 'amount' })
    await assert.rejects(stripe.payouts.create({ amount: 1, currency: 'eur' }), {
      message: "Sorry, you don't have any external accounts in that currency (eur).",
    })
    await assert.rejects(
      stripe.payouts.create({ amount: 1, currency: 'usd', destination: 'ba_nowhere' }),
      { code: 'resource_missing', param: 'destination' },
    )
    await assert.rejects(stripe.payouts.create({ amount: 1, currency: 'usd', method: 'instant' }), {
      ...{ code: 'instant_payouts_unsupported', param: 'method' },
    })
    assert.equal(
      (await stripe.payouts.create({ amount: available, currency: 'usd' })).amount,
      available,
    )
  })

  it('can be canceled while it is pending, and only then', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { stripe, advance, eventTypes } = world
    const before = await withMoney(world)
    const payout = await stripe.payouts.create({ amount: 5000, currency: 'usd' })

    const canceled = await stripe.payouts.cancel(payout.id)

    assert.equal(canceled.status, 'canceled')
    assert.equal((await stripe.balance.retrieve()).available[0]?.amount, before)
    const back = await stripe.balanceTransactions.retrieve(
      idOf(canceled.failure_balance_transaction ?? ''),
    )
    assert.deepEqual([back.type, back.net], ['payout_cancel', 5000])
    assert.equal(eventTypes().at(-1), 'payout.canceled')
    await assert.rejects(stripe.payouts.cancel(payout.id), { code: 'status_transition_invalid' })
    const sent = await stripe.payouts.create({ amount: 5000, currency: 'usd' })
    advance(60)
    await assert.rejects(stripe.payouts.cancel(sent.id), { code: 'status_transition_invalid' })
  })

  for (const [account_number, code] of [
    ['000111111116', 'no_account'],
    ['000111111113', 'account_closed'],
    ['000222222227', 'insufficient_funds'],
    ['000333333335', 'debit_not_authorized'],
    ['000444444440', 'invalid_currency'],
  ] as const) {
    it(`comes back from the test account of ${code}`, async (t) => {
      const world = await startPlatform()
      t.after(world.close)
      const { stripe, account, advance, eventTypes } = world
      const before = await withMoney(world)
      const { id } = account.account
      const external_account = { ...bank, account_number }
      const to = await stripe.accounts.createExternalAccount(id, { external_account })

      const { id: payout } = await stripe.payouts.create({ amount: 700, currency: 'usd' })
      advance(2 * DAY)

      const failed = await stripe.payouts.retrieve(payout, { expand: ['destination'] })
      assert.deepEqual([failed.status, failed.failure_code], ['failed', code])
      const { available } = await stripe.balance.retrieve()
      assert.equal(available[0]?.amount, before)
      assert.ok(eventTypes().includes('payout.failed'))
      assert.equal(eventTypes().at(-1), 'account.external_account.updated')
      const expanded = failed.destination
      assert.ok(typeof expanded === 'object' && expanded !== null && 'status' in expanded)
      assert.deepEqual([expanded.id, expanded.status], [to.id, 'errored'])
    })
  }

  it('is reversed by a second one, once', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { stripe, advance } = world
    const before = await withMoney(world)
    const payout = await stripe.payouts.create({ amount: 5000, currency: 'usd' })
    await assert.rejects(stripe.payouts.reverse(payout.id), { code: 'status_transition_invalid' })
    advance(2 * DAY)

    const reversal = await stripe.payouts.reverse(payout.id)

    assert.deepEqual([reversal.amount, reversal.original_payout], [-5000, payout.id])
    assert.equal((await stripe.payouts.retrieve(payout.id)).reversed_by, reversal.id)
    assert.equal((await stripe.balance.retrieve()).pending[0]?.amount, 5000)
    advance(4 * DAY)
    assert.equal((await stripe.payouts.retrieve(reversal.id)).status, 'paid')
    assert.equal((await stripe.balance.retrieve()).available[0]?.amount, before)
    await assert.rejects(stripe.payouts.reverse(payout.id), /reversed already/)
    await assert.rejects(stripe.payouts.reverse(reversal.id), /reversed already/)
  })

  it('goes instantly to an account that takes it', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { stripe, account, advance, now } = world
    await withMoney(world)
    const external_account = { ...bank, account_number: '000999999991' }
    await stripe.accounts.createExternalAccount(account.account.id, { external_account })

    const payout = await stripe.payouts.create({ amount: 1, currency: 'usd', method: 'instant' })

    assert.equal(payout.arrival_date, now() + 1800)
    advance(1800)
    assert.equal((await stripe.payouts.retrieve(payout.id)).status, 'paid')
  })

  it('is listed by status, destination and arrival', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { stripe } = world
    await withMoney(world)
    const payout = await stripe.payouts.create({ amount: 5000, currency: 'usd' })
    await stripe.payouts.cancel((await stripe.payouts.create({ amount: 1, currency: 'usd' })).id)

    const idsOf = async (filter: object) =>
      (await stripe.payouts.list(filter)).data.map(({ id }) => id)
    assert.deepEqual(await idsOf({ status: 'pending' }), [payout.id])
    assert.equal((await idsOf({ destination: payout.destination })).length, 2)
    assert.deepEqual(await idsOf({ arrival_date: { lt: payout.arrival_date } }), [])
  })
})

describe('automatic payouts', () => {
  const schedule = (interval: 'daily' | 'weekly' | 'manual', more: object = {}) => ({
    settings: { payouts: { schedule: { interval, ...more } } },
  })

  it('pay out all that has become available, and can be taken apart', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { stripe, account, advance, eventTypes } = world
    await stripe.accounts.createExternalAccount(account.account.id, {
      external_account: { ...bank, account_number: '000123456789' },
    })
    await stripe.accounts.update(account.account.id, schedule('daily'))
    const pay = (amount: number) =>
      stripe.paymentIntents.create({
        ...{ amount, currency: 'usd', payment_method: 'pm_card_visa', confirm: true },
      })
    await pay(2000)
    advance(DAY)
    await pay(3000)

    advance(5 * DAY)

    const { data: payouts } = await stripe.payouts.list()
    assert.deepEqual(
      payouts.map(({ amount }) => amount),
      [2883, 1912],
    )
    assert.ok(payouts.every(({ automatic, status }) => automatic && status === 'paid'))
    assert.equal((await stripe.balance.retrieve()).available[0]?.amount, 0)
    assert.equal(
      eventTypes().filter((type) => type === 'payout.reconciliation_completed').length,
      2,
    )
    for (const payout of payouts) {
      const inside = await stripe.balanceTransactions.list({ payout: payout.id })
      const types = inside.data.map(({ type }) => type)
      assert.deepEqual(types, ['payout', 'charge'])
      assert.equal(
        inside.data.reduce((sum, { net }) => sum + net, 0),
        0,
      )
    }
  })

  it('wait for their weekday, and for an account without a schedule never come', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    const { stripe, account, advance } = world
    await stripe.accounts.createExternalAccount(account.account.id, {
      external_account: { ...bank, account_number: '000123456789' },
    })
    const pay = () =>
      stripe.paymentIntents.create({
        ...{ amount: 2000, currency: 'usd', payment_method: 'pm_card_visa', confirm: true },
      })
    await pay()
    advance(3 * DAY)
    assert.equal((await stripe.payouts.list()).data.length, 0)
    // It is Saturday; what is paid now is available on Tuesday.
    await stripe.accounts.update(
      account.account.id,
      schedule('weekly', { weekly_anchor: 'friday' }),
    )
    await pay()
    advance(4 * DAY)
    assert.equal((await stripe.payouts.list()).data.length, 0)
    advance(3 * DAY)

    const [payout] = (await stripe.payouts.list()).data
    assert.equal(new Date((payout?.created ?? 0) * 1000).getUTCDay(), 5)
    assert.equal(payout?.amount, 2 * 1912)
  })

  it('are the only ones whose contents are known', async (t) => {
    const world = await startPlatform()
    t.after(world.close)
    await withMoney(world)
    const manual = await world.stripe.payouts.create({ amount: 1, currency: 'usd' })

    await assert.rejects(world.stripe.balanceTransactions.list({ payout: manual.id }), {
      param: 'payout',
    })
  })
})
