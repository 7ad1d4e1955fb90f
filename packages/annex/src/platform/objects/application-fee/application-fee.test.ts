import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { connect, createExtension, startPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

const paying = {
  amount: 10_000,
  currency: 'usd',
  confirm: true,
  payment_method: 'pm_card_visa',
} as const

/** A shop, and the platform whose application it is connected to. */
async function world() {
  const shop = await startPlatform()
  const owner = createExtension(shop.platform)
  const account = shop.account.account.id
  connect(shop.platform, owner, { account })
  const secret = owner.keys.test.secret
  const stripe = shop.client(secret)
  const typesOf = async () => (await stripe.events.list({ limit: 100 })).data.map((e) => e.type)
  const pending = async (of = stripe) => (await of.balance.retrieve()).pending[0]?.amount
  return {
    ...{ ...shop, stripe, shop: shop.stripe, account, typesOf, pending },
    acting: shop.client(secret, { stripeAccount: account }),
    application: owner.clientIds.test,
  }
}

describe('an application fee', () => {
  it('is taken from a direct charge and is the platform’s', async (t) => {
    const { stripe, acting, shop, account, application, advance, typesOf, pending, close } =
      await world()
    t.after(close)
    const intent = await acting.paymentIntents.create({ ...paying, application_fee_amount: 500 })
    assert.deepEqual([intent.application, intent.application_fee_amount], [application, 500])
    advance(2)

    const charge = await acting.charges.retrieve(idOf(intent.latest_charge ?? ''), {
      expand: ['balance_transaction'],
    })
    const moved = charge.balance_transaction
    assert.ok(typeof moved === 'object' && moved !== null)
    assert.deepEqual([moved.fee, moved.net], [820, 9180])
    assert.deepEqual(
      moved.fee_details.map((fee) => [fee.type, fee.amount, fee.application]),
      [
        ['application_fee', 500, application],
        ['stripe_fee', 320, null],
      ],
    )
    const fee = await stripe.applicationFees.retrieve(idOf(charge.application_fee ?? ''))
    assert.deepEqual([fee.account, fee.amount, fee.charge], [account, 500, charge.id])
    assert.deepEqual([fee.application, fee.originating_transaction], [application, null])
    assert.deepEqual(await typesOf(), ['application_fee.created'])
    assert.deepEqual([await pending(), await pending(shop)], [500, 9180])
    assert.equal((await stripe.applicationFees.list({ charge: charge.id })).data.length, 1)
    await assert.rejects(shop.applicationFees.retrieve(fee.id), { statusCode: 404 })
    assert.deepEqual((await shop.applicationFees.list()).data, [])
  })

  it('needs an application, and fits into the payment', async (t) => {
    const { acting, shop, close } = await world()
    t.after(close)
    const ask = (application_fee_amount: number, of = acting) =>
      of.paymentIntents.create({ ...paying, application_fee_amount })

    await assert.rejects(ask(500, shop), { statusCode: 400, param: 'application_fee_amount' })
    await assert.rejects(ask(10_001), { param: 'application_fee_amount' })
    await assert.rejects(
      shop.charges.create({
        ...{ amount: 500, currency: 'usd', source: 'tok_visa', application_fee_amount: 1 },
      }),
      { param: 'application_fee_amount' },
    )
    assert.equal((await ask(10_000)).status, 'succeeded')
  })

  it('is no more than was captured, or what the capture says', async (t) => {
    const { stripe, acting, close } = await world()
    t.after(close)
    const hold = () =>
      acting.paymentIntents.create({
        ...{ ...paying, capture_method: 'manual', application_fee_amount: 500 },
      })
    const first = await hold()
    await assert.rejects(acting.paymentIntents.capture(first.id, { amount_to_capture: 400 }), {
      param: 'application_fee_amount',
    })

    await acting.paymentIntents.capture(first.id, {
      ...{ amount_to_capture: 400, application_fee_amount: 40 },
    })
    await acting.paymentIntents.capture((await hold()).id)
    const held = await acting.charges.create({
      ...{ amount: 1000, currency: 'usd', source: 'tok_visa', capture: false },
      application_fee_amount: 70,
    })
    await acting.charges.capture(held.id)

    const { data } = await stripe.applicationFees.list()
    // The intents settle a moment later.
    assert.deepEqual(
      data.map(({ amount }) => amount),
      [70],
    )
  })

  it('stays when the charge is refunded, unless it is asked back', async (t) => {
    const { stripe, acting, shop, advance, typesOf, pending, close } = await world()
    t.after(close)
    const intent = await acting.paymentIntents.create({ ...paying, application_fee_amount: 500 })
    advance(2)

    await acting.refunds.create({ payment_intent: intent.id, amount: 1000 })
    assert.equal(await pending(), 500)
    await acting.refunds.create({
      ...{ payment_intent: intent.id, amount: 5000, refund_application_fee: true },
    })

    const [fee] = (await stripe.applicationFees.list()).data
    assert.deepEqual(
      [fee?.amount_refunded, fee?.refunded, fee?.refunds.data.length],
      [250, false, 1],
    )
    assert.deepEqual(await typesOf(), ['application_fee.refunded', 'application_fee.created'])
    assert.equal((await shop.balance.retrieve()).available[0]?.amount, 250)
    await assert.rejects(
      shop.refunds.create({ payment_intent: intent.id, refund_application_fee: true }),
      { param: 'refund_application_fee' },
    )
    await acting.refunds.create({ payment_intent: intent.id, refund_application_fee: true })
    assert.equal((await stripe.applicationFees.list()).data[0]?.refunded, true)
  })

  it('is refunded by itself, in pieces', async (t) => {
    const { stripe, acting, typesOf, close } = await world()
    t.after(close)
    const charge = await acting.charges.create({
      ...{ amount: 1000, currency: 'usd', source: 'tok_visa', application_fee_amount: 100 },
    })
    const fee = idOf(charge.application_fee ?? '')

    const refund = await stripe.applicationFees.createRefund(fee, { amount: 60 })
    await assert.rejects(stripe.applicationFees.createRefund(fee, { amount: 41 }), {
      param: 'amount',
    })
    assert.deepEqual([refund.fee, refund.amount], [fee, 60])
    await stripe.applicationFees.updateRefund(fee, refund.id, { metadata: { a: 'b' } })
    assert.equal((await typesOf())[0], 'application_fee.refund.updated')
    await stripe.applicationFees.createRefund(fee)
    await assert.rejects(stripe.applicationFees.createRefund(fee), /already been refunded/)
    assert.equal((await stripe.applicationFees.listRefunds(fee)).data.length, 2)
  })
})

describe('a destination charge', () => {
  it('is passed on, and the fee stays', async (t) => {
    const { stripe, shop, account, advance, typesOf, pending, application, close } = await world()
    t.after(close)
    const intent = await stripe.paymentIntents.create({
      ...{ ...paying, application_fee_amount: 1000, transfer_data: { destination: account } },
      on_behalf_of: account,
    })
    assert.deepEqual(
      [intent.on_behalf_of, intent.transfer_data],
      [account, { destination: account }],
    )
    advance(2)

    const charge = await stripe.charges.retrieve(idOf(intent.latest_charge ?? ''))
    const transfer = await stripe.transfers.retrieve(idOf(charge.transfer ?? ''))
    assert.deepEqual([transfer.amount, transfer.source_transaction], [10_000, charge.id])
    assert.deepEqual(
      [charge.transfer_group, transfer.transfer_group],
      [...[`group_${intent.id}`, `group_${intent.id}`]],
    )
    const fee = await stripe.applicationFees.retrieve(idOf(charge.application_fee ?? ''))
    assert.deepEqual([fee.originating_transaction, fee.account], [charge.id, account])
    assert.equal(fee.charge, transfer.destination_payment)
    // 10000 − 320 for Stripe − 10000 passed on + 1000 kept.
    assert.deepEqual([await pending(), await pending(shop)], [680, 9000])
    const types = await typesOf()
    assert.ok(types.includes('transfer.created') && types.includes('application_fee.created'))
    const there = await shop.charges.retrieve(idOf(transfer.destination_payment ?? ''))
    assert.deepEqual([there.application, there.application_fee], [application, fee.id])
  })

  it('can pass on a part only, and takes it back with a refund', async (t) => {
    const { stripe, shop, account, pending, close } = await world()
    t.after(close)
    const charge = await stripe.charges.create({
      ...{ amount: 10_000, currency: 'usd', source: 'tok_visa' },
      transfer_data: { destination: account, amount: 8000 },
    })
    assert.equal(await pending(shop), 8000)

    const refund = await stripe.refunds.create({
      ...{ charge: charge.id, amount: 5000, reverse_transfer: true },
      expand: ['transfer_reversal'],
    })

    const reversal = refund.transfer_reversal
    assert.ok(typeof reversal === 'object' && reversal !== null)
    assert.deepEqual([reversal.amount, reversal.source_refund], [4000, refund.id])
    const { available, pending: waiting } = await shop.balance.retrieve()
    assert.equal((available[0]?.amount ?? 0) + (waiting[0]?.amount ?? 0), 4000)
    await stripe.refunds.create({ charge: charge.id })
    const transfer = await stripe.transfers.retrieve(idOf(charge.transfer ?? ''))
    assert.deepEqual([transfer.amount_reversed, transfer.reversed], [4000, false])
  })

  it('gives the fee back with a reversal that asks for it, and only where there is one', async (t) => {
    const { stripe, shop, account, advance, close } = await world()
    t.after(close)
    const intent = await stripe.paymentIntents.create({
      ...{ ...paying, application_fee_amount: 1000, transfer_data: { destination: account } },
    })
    advance(2)
    const charge = await stripe.charges.retrieve(idOf(intent.latest_charge ?? ''))
    const transfer = idOf(charge.transfer ?? '')
    const fee = idOf(charge.application_fee ?? '')
    const funds = async () => {
      const { available, pending } = await shop.balance.retrieve()
      return (available[0]?.amount ?? 0) + (pending[0]?.amount ?? 0)
    }
    const reverse = (params: { amount?: number; refund_application_fee?: boolean }) =>
      stripe.transfers.createReversal(transfer, params)
    const returned = async () => (await stripe.applicationFees.retrieve(fee)).amount_refunded

    await reverse({ amount: 1000 })
    assert.deepEqual([await returned(), await funds()], [0, 8000])
    await reverse({ amount: 4000, refund_application_fee: true })
    assert.deepEqual([await returned(), await funds()], [400, 4400])
    // Neither the fee nor the transfer may move when it is refused.
    await assert.rejects(reverse({ refund_application_fee: true }), {
      code: 'balance_insufficient',
    })
    assert.deepEqual([await returned(), await funds()], [400, 4400])

    const plain = await stripe.charges.create({
      ...{ amount: 10_000, currency: 'usd', source: 'tok_visa' },
      transfer_data: { destination: account, amount: 100 },
    })
    await assert.rejects(
      stripe.transfers.createReversal(idOf(plain.transfer ?? ''), { refund_application_fee: true }),
      { param: 'refund_application_fee' },
    )
  })

  it('is refused where the money cannot go', async (t) => {
    const { stripe, account, platform, close } = await world()
    t.after(close)
    const stranger = platform.createAccount({ email: 'a@stranger.test' }).account.id
    const ask = (more: object) => stripe.paymentIntents.create({ ...paying, ...more })

    await assert.rejects(ask({ transfer_data: { destination: stranger } }), {
      ...{ code: 'resource_missing', param: 'transfer_data[destination]' },
    })
    await assert.rejects(ask({ on_behalf_of: stranger }), { param: 'on_behalf_of' })
    await assert.rejects(ask({ transfer_data: { destination: account, amount: 10_001 } }), {
      param: 'transfer_data[amount]',
    })
    await assert.rejects(
      ask({ transfer_data: { destination: account, amount: 1 }, application_fee_amount: 1 }),
      { statusCode: 400 },
    )
    const plain = await stripe.paymentIntents.create(paying)
    await assert.rejects(
      stripe.refunds.create({ payment_intent: plain.id, reverse_transfer: true }),
      { param: 'reverse_transfer' },
    )
  })
})
