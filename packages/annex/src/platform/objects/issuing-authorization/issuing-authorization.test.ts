import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { issuing } from '../../../test/worlds/issuing.js'

const REQUESTS = ['issuing_authorization.request' as const]

describe('an authorization of an issued card', () => {
  it('is approved at once where nobody wants to decide', async (t) => {
    const { ask, card, eventTypes } = await issuing(t)
    const asked = await ask({ authorization_method: 'chip' })

    const { amount, approved, status, pending_request, request_history } = asked
    assert.deepEqual([amount, approved, status, pending_request], [1000, true, 'pending', null])
    assert.equal(request_history[0]?.reason, 'card_active')
    assert.deepEqual([asked.card.id, asked.cardholder], [card.id, card.cardholder.id])
    assert.deepEqual([asked.card_presence, asked.merchant_currency], ['present', 'usd'])
    assert.deepEqual(eventTypes().slice(-2), [
      'issuing_authorization.request',
      'issuing_authorization.created',
    ])
  })

  it('waits two seconds for who listens by name, and is declined without an answer', async (t) => {
    const { ask, stripe, advance, eventTypes } = await issuing(t)
    await stripe.webhookEndpoints.create({
      ...{ url: 'http://127.0.0.1:9/hooks', enabled_events: REQUESTS },
    })
    const { authorizations } = stripe.issuing

    const first = await ask({ is_amount_controllable: true })
    assert.deepEqual([first.approved, first.pending_request?.amount], [false, 1000])
    assert.equal(first.pending_request?.is_amount_controllable, true)
    const approved = await authorizations.approve(first.id, { amount: 800, metadata: { by: 'me' } })
    assert.deepEqual(
      [approved.approved, approved.amount, approved.metadata],
      [true, 800, { by: 'me' }],
    )
    assert.equal(approved.request_history[0]?.reason, 'webhook_approved')
    advance(2)
    assert.equal((await authorizations.retrieve(first.id)).approved, true)
    await assert.rejects(authorizations.approve(first.id), /has been approved already/)

    const second = await ask()
    await assert.rejects(authorizations.approve(second.id, { amount: 1 }), { param: 'amount' })
    const declined = await authorizations.decline(second.id)
    assert.deepEqual([declined.approved, declined.status], [false, 'closed'])
    assert.equal(declined.request_history[0]?.reason, 'webhook_declined')
    await assert.rejects(authorizations.approve(second.id), /status of closed/)

    const third = await ask()
    advance(1)
    assert.notEqual((await authorizations.retrieve(third.id)).pending_request, null)
    advance(1)
    const late = await authorizations.retrieve(third.id)
    assert.deepEqual([late.status, late.request_history[0]?.reason], ['closed', 'webhook_timeout'])
    assert.equal(eventTypes().at(-1), 'issuing_authorization.updated')
  })

  it('is captured, in parts too, as transactions that are negative', async (t) => {
    const { ask, stripe, helpers, eventTypes } = await issuing(t)
    const { id } = await ask()
    const part = { capture_amount: 300, close_authorization: false }

    const open = await helpers.authorizations.capture(id, part)
    assert.deepEqual([open.status, open.amount], ['pending', 700])
    assert.equal(eventTypes().filter((type) => type === 'issuing_transaction.created').length, 1)
    const receipt = [{ description: 'Tea', unit_cost: 350, total: 700 }]
    const closed = await helpers.authorizations.capture(id, { purchase_details: { receipt } })
    assert.deepEqual([closed.status, closed.amount], ['closed', 0])
    assert.deepEqual(
      closed.transactions.map(({ amount }) => amount).sort((a, b) => a - b),
      [...[-700, -300]],
    )
    const { data } = await stripe.issuing.transactions.list({ type: 'capture' })
    assert.equal(data[0]?.authorization, id)
    assert.ok(eventTypes().includes('issuing_transaction.purchase_details_receipt_updated'))
    await assert.rejects(helpers.authorizations.capture(id), /status of closed/)
  })

  it('says what the merchant gets in its own currency, at the rate it asked at', async (t) => {
    const { ask, stripe, helpers } = await issuing(t)
    const { authorizations } = helpers
    const { id } = await ask({ merchant_amount: 900, merchant_currency: 'eur' })
    const sums = (one: { amount: number; merchant_amount: number }) => [
      ...[one.amount, one.merchant_amount],
    ]

    const more = await authorizations.increment(id, { increment_amount: 500 })
    assert.deepEqual(sums(more), [1500, 1350])
    assert.deepEqual(sums(await authorizations.reverse(id, { reverse_amount: 500 })), [1000, 900])
    const part = { capture_amount: 300, close_authorization: false }
    assert.deepEqual(sums(await authorizations.capture(id, part)), [700, 630])
    const [taken] = (await stripe.issuing.transactions.list()).data
    assert.ok(taken)
    assert.deepEqual([taken.merchant_currency, ...sums(taken)], ['eur', -300, -270])
    const back = await helpers.transactions.refund(taken.id, { refund_amount: 100 })
    assert.deepEqual(sums(back), [100, 90])
  })

  it('moves no amounts below nothing', async (t) => {
    const { ask, card, helpers } = await issuing(t)
    const { authorizations: at, transactions } = helpers
    const { id } = await ask()
    const few = { card: card.id, amount: -1 }
    for (const [param, asked] of [
      ['amount', ask({ amount: -1 })],
      ['merchant_amount', ask({ merchant_amount: -1, merchant_currency: 'eur' })],
      ['capture_amount', at.capture(id, { capture_amount: -1 })],
      ['increment_amount', at.increment(id, { increment_amount: 0 })],
      ['reverse_amount', at.reverse(id, { reverse_amount: -1 })],
      ['final_amount', at.finalizeAmount(id, { final_amount: -1 })],
      ['amount', transactions.createForceCapture(few)],
      ['amount', transactions.createUnlinkedRefund(few)],
    ] as const) {
      await assert.rejects(asked, { code: 'parameter_invalid_integer', param })
    }
  })

  it('grows, is given back in parts, and ends', async (t) => {
    const { ask, helpers } = await issuing(t)
    const { authorizations } = helpers
    const { id } = await ask()
    const more = await authorizations.increment(id, { increment_amount: 500 })
    assert.deepEqual([more.amount, more.request_history.length], [1500, 2])
    assert.equal((await authorizations.reverse(id, { reverse_amount: 500 })).amount, 1000)
    await assert.rejects(authorizations.reverse(id, { reverse_amount: 1001 }), {
      param: 'reverse_amount',
    })
    const gone = await authorizations.reverse(id)
    assert.deepEqual([gone.amount, gone.status], [0, 'reversed'])
    await assert.rejects(authorizations.expire(id), /status of reversed/)

    const second = await ask()
    const final = await authorizations.finalizeAmount(second.id, {
      ...{ final_amount: 640, fuel: { type: 'diesel', unit: 'liter' } },
    })
    assert.deepEqual([final.amount, final.fuel?.type], [640, 'diesel'])
    const expired = await authorizations.expire(second.id)
    assert.deepEqual([expired.amount, expired.status], [0, 'expired'])
    await assert.rejects(authorizations.increment(second.id, { increment_amount: 1 }), {
      statusCode: 400,
    })
  })

  it('is declined by the card, its holder and what they may spend on', async (t) => {
    const { ask, stripe, cardWith, card, helpers, advance, eventTypes } = await issuing(t)
    const reasonOf = async (params: Parameters<typeof ask>[0]) => {
      const { approved, status, request_history } = await ask(params)
      assert.equal(approved, status === 'pending')
      return request_history[0]?.reason
    }
    const asleep = await cardWith({ status: 'inactive' })
    assert.equal(await reasonOf({ card: asleep.id }), 'card_inactive')
    assert.equal(eventTypes().at(-1), 'issuing_authorization.created')
    assert.equal(eventTypes().includes('issuing_authorization.request'), false)
    const picky = await cardWith({
      spending_controls: {
        allowed_categories: ['book_stores'],
        blocked_merchant_countries: ['FR'],
        spending_limits: [{ amount: 1500, interval: 'daily' }],
      },
    })
    const books = { card: picky.id, merchant_data: { category: 'book_stores' } } as const
    assert.equal(await reasonOf({ card: picky.id }), 'spending_controls')
    const abroad = { ...books.merchant_data, country: 'FR' }
    assert.equal(await reasonOf({ ...books, merchant_data: abroad }), 'spending_controls')
    assert.equal(await reasonOf({ ...books, amount: 1501 }), 'spending_controls')
    const { id } = await ask({ ...books, amount: 1500 })
    assert.equal(await reasonOf({ ...books, amount: 1 }), 'spending_controls')
    await helpers.authorizations.capture(id)
    assert.equal(await reasonOf({ ...books, amount: 1 }), 'spending_controls')
    advance(24 * 3600)
    assert.equal(await reasonOf({ ...books, amount: 1500 }), 'card_active')

    await stripe.issuing.cardholders.update(card.cardholder.id, { status: 'inactive' })
    assert.equal(await reasonOf({}), 'cardholder_inactive')
    await stripe.issuing.cards.update(card.id, { status: 'canceled' })
    const canceled = await ask()
    assert.equal(canceled.request_history[0]?.reason, 'card_canceled')
    await assert.rejects(helpers.authorizations.capture(canceled.id), /status of closed/)
  })
})
