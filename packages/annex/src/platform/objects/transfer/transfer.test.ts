import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { connect, createExtension, startPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

const usd = { currency: 'usd' } as const

/** A platform with 970.70 available, and a shop that is connected to it. */
async function world() {
  const shop = await startPlatform()
  const owner = createExtension(shop.platform)
  const account = shop.account.account.id
  connect(shop.platform, owner, { account })
  const stripe = shop.client(owner.keys.test.secret)
  await stripe.paymentIntents.create({
    ...{ ...usd, amount: 100_000, confirm: true, payment_method: 'pm_card_bypassPending' },
  })
  shop.advance(5)
  const typesOf = async () => (await stripe.events.list({ limit: 100 })).data.map((e) => e.type)
  const available = async (of = stripe) => (await of.balance.retrieve()).available[0]?.amount
  return { ...shop, stripe, shop: shop.stripe, destination: account, typesOf, available }
}

describe('a transfer', () => {
  it('moves available money to a connected account', async (t) => {
    const { stripe, shop, destination, typesOf, available, eventTypes, close } = await world()
    t.after(close)

    const transfer = await stripe.transfers.create({
      ...{ ...usd, amount: 5000, destination, description: 'March', metadata: { order: '7' } },
    })

    assert.deepEqual([transfer.amount_reversed, transfer.reversed], [0, false])
    assert.deepEqual([transfer.description, transfer.metadata], ['March', { order: '7' }])
    assert.deepEqual([await available(), await available(shop)], [97_070 - 5000, 5000])
    const left = await stripe.balanceTransactions.retrieve(idOf(transfer.balance_transaction ?? ''))
    assert.deepEqual([left.type, left.net, left.source], ['transfer', -5000, transfer.id])
    assert.equal((await typesOf())[0], 'transfer.created')

    const payment = await shop.charges.retrieve(idOf(transfer.destination_payment ?? ''), {
      expand: ['balance_transaction'],
    })
    assert.match(payment.id, /^py_/)
    assert.deepEqual([payment.source_transfer, payment.amount], [transfer.id, 5000])
    const arrived = payment.balance_transaction
    assert.ok(typeof arrived === 'object' && arrived !== null)
    assert.deepEqual([arrived.type, arrived.net, arrived.fee], ['payment', 5000, 0])
    assert.deepEqual(eventTypes(), ['charge.succeeded'])
    await assert.rejects(shop.transfers.retrieve(transfer.id), { statusCode: 404 })
  })

  it('is refused without money, to strangers and to oneself', async (t) => {
    const { stripe, platform, destination, close } = await world()
    t.after(close)
    const own = await stripe.accounts.retrieveCurrent()
    const stranger = platform.createAccount({ email: 'a@stranger.test' }).account.id
    const send = (to: string, amount = 100) =>
      stripe.transfers.create({ ...usd, amount, destination: to })

    await assert.rejects(send(destination, 97_071), { code: 'balance_insufficient' })
    await assert.rejects(send(destination, 0), { param: 'amount' })
    for (const nobody of [stranger, 'acct_nobody']) {
      await assert.rejects(send(nobody), {
        ...{ statusCode: 400, code: 'resource_missing', param: 'destination' },
        message: `No such destination: '${nobody}'`,
      })
    }
    await assert.rejects(send(own.id), { param: 'destination' })
    await assert.rejects(stripe.transfers.create({ ...usd, destination }), { param: 'amount' })
  })

  it('can take the money of one charge before it is available, once', async (t) => {
    const { stripe, shop, destination, advance, available, close } = await world()
    t.after(close)
    const paid = await stripe.charges.create({ ...usd, amount: 3000, source: 'tok_visa' })
    const from = { ...usd, destination, source_transaction: paid.id }

    const transfer = await stripe.transfers.create({ ...from, amount: 2000 })

    assert.deepEqual(
      [transfer.source_transaction, transfer.transfer_group],
      [...[paid.id, `group_${paid.id}`]],
    )
    assert.equal(await available(shop), 0)
    assert.equal((await shop.balance.retrieve()).pending[0]?.amount, 2000)
    await assert.rejects(stripe.transfers.create({ ...from, amount: 1001 }), { param: 'amount' })
    await assert.rejects(stripe.transfers.create({ ...from, currency: 'eur' }), {
      param: 'currency',
    })
    assert.equal((await stripe.transfers.create(from)).amount, 1000)
    advance(3 * 86_400)
    assert.equal(await available(shop), 3000)
    const { data } = await stripe.transfers.list({ transfer_group: `group_${paid.id}` })
    assert.equal(data.length, 2)
  })

  it('changes its words', async (t) => {
    const { stripe, destination, typesOf, close } = await world()
    t.after(close)
    const { id } = await stripe.transfers.create({ ...usd, amount: 5000, destination })

    const changed = await stripe.transfers.update(id, { metadata: { order: '8' } })

    assert.deepEqual(changed.metadata, { order: '8' })
    assert.equal((await typesOf())[0], 'transfer.updated')
  })
})

describe('a transfer reversal', () => {
  it('takes money back in pieces', async (t) => {
    const { stripe, shop, destination, typesOf, available, eventTypes, close } = await world()
    t.after(close)
    const transfer = await stripe.transfers.create({ ...usd, amount: 5000, destination })

    const reversal = await stripe.transfers.createReversal(transfer.id, {
      ...{ amount: 2000, metadata: { why: 'half' } },
    })

    assert.deepEqual([reversal.transfer, reversal.metadata], [transfer.id, { why: 'half' }])
    assert.deepEqual([await available(), await available(shop)], [97_070 - 3000, 3000])
    const half = await stripe.transfers.retrieve(transfer.id)
    assert.deepEqual([half.amount_reversed, half.reversed], [2000, false])
    assert.deepEqual(
      half.reversals.data.map(({ id }) => id),
      [reversal.id],
    )
    assert.equal((await typesOf())[0], 'transfer.reversed')
    const refund = await shop.refunds.retrieve(idOf(reversal.destination_payment_refund ?? ''))
    assert.deepEqual([refund.amount, refund.source_transfer_reversal], [2000, reversal.id])
    assert.deepEqual(eventTypes().slice(1), ['refund.created', 'charge.refunded'])

    await assert.rejects(stripe.transfers.createReversal(transfer.id, { amount: 3001 }), {
      param: 'amount',
    })
    await stripe.transfers.createReversal(transfer.id)
    assert.equal((await stripe.transfers.retrieve(transfer.id)).reversed, true)
    await assert.rejects(stripe.transfers.createReversal(transfer.id), /already fully reversed/)
    assert.equal((await stripe.transfers.listReversals(transfer.id)).data.length, 2)
    const again = await stripe.transfers.updateReversal(transfer.id, reversal.id, {
      metadata: { why: 'told' },
    })
    assert.deepEqual(again.metadata, { why: 'told' })
  })

  it('is refused once the connected account has spent the money', async (t) => {
    const { stripe, shop, destination, close } = await world()
    t.after(close)
    const transfer = await stripe.transfers.create({ ...usd, amount: 5000, destination })
    await shop.payouts.create({ ...usd, amount: 4000 })

    await assert.rejects(stripe.transfers.createReversal(transfer.id, { amount: 1001 }), {
      code: 'balance_insufficient',
    })
    await stripe.transfers.createReversal(transfer.id, { amount: 1000 })
  })
})
