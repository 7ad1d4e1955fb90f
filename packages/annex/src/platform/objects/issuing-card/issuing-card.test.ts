import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { issuing } from '../../../test/worlds/issuing.js'

const ADDRESS = { line1: '1 Pier', city: 'Kiel', country: 'DE', postal_code: '24103' }
const PHYSICAL = { type: 'physical', shipping: { name: 'Ada', address: ADDRESS } } as const

describe('an issued card', () => {
  it('is on its way, as the post of a test says', async (t) => {
    const { cardWith, helpers, now, eventTypes } = await issuing(t)
    const { id, shipping } = await cardWith(PHYSICAL)
    assert.deepEqual([shipping?.status, shipping?.service], ['pending', 'standard'])

    assert.equal((await helpers.cards.submitCard(id)).shipping?.status, 'submitted')
    const shipped = (await helpers.cards.shipCard(id)).shipping
    assert.deepEqual(
      [shipped?.status, shipped?.carrier, shipped?.shipped_at],
      ['shipped', 'usps', now()],
    )
    const there = await helpers.cards.deliverCard(id)
    assert.deepEqual([there.shipping?.status, there.shipping?.delivered_at], ['delivered', now()])
    assert.equal(eventTypes().filter((type) => type === 'issuing_card.updated').length, 3)
    await assert.rejects(helpers.cards.returnCard(id), /because it is delivered/)

    const lost = await cardWith(PHYSICAL)
    assert.equal((await helpers.cards.failCard(lost.id)).shipping?.status, 'failure')
    const sent = await cardWith(PHYSICAL)
    await helpers.cards.shipCard(sent.id)
    assert.equal((await helpers.cards.returnCard(sent.id)).shipping?.status, 'returned')
    await assert.rejects(helpers.cards.shipCard((await cardWith({})).id), /is not shipped anywhere/)
  })

  it('shows its number to who asks for it, is replaced, and canceled for good', async (t) => {
    const { stripe, card, cardWith } = await issuing(t)
    const { cards } = stripe.issuing
    assert.ok(card.exp_year >= 2030 && card.number === undefined)
    const shown = await cards.retrieve(card.id, { expand: ['number', 'cvc'] })
    assert.deepEqual([shown.number, shown.cvc], ['4242424242424242', '123'])

    const newer = await cardWith({ replacement_for: card.id, replacement_reason: 'damaged' })
    assert.equal((await cards.retrieve(card.id)).replaced_by, newer.id)
    await assert.rejects(cards.update(card.id, { cancellation_reason: 'lost' }), {
      param: 'cancellation_reason',
    })
    const gone = await cards.update(card.id, { status: 'canceled', cancellation_reason: 'lost' })
    assert.deepEqual([gone.status, gone.cancellation_reason], ['canceled', 'lost'])
    await assert.rejects(cards.update(card.id, { status: 'active' }), { param: 'status' })
  })
})
