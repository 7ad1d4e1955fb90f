import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  ASKS_BANK,
  DECLINES,
  checkoutShop,
  typed,
  withCard,
} from '../../../test/worlds/checkout.js'

const adjustable_quantity = { enabled: true, minimum: 1, maximum: 5 }

describe('how many', () => {
  it('is the payer’s to say, within what the seller allows', async (t) => {
    const { sessions, beans, selling, newBrowser } = await checkoutShop(t)
    const session = await selling({
      line_items: [{ price: beans.id, quantity: 2, adjustable_quantity }],
    })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    const more = await browser.press('Update', { quantity: '4' })
    assert.match(more.text, /Pay Harbour \$60\.00/)
    const tooMany = await browser.press('Update', { quantity: '6' })
    assert.equal(tooMany.status, 400)
    assert.match(tooMany.text, /Choose from 1 to 5\./)
    await browser.press('Update', { quantity: '-1' })

    await browser.press('Pay $60.00', typed)

    assert.equal((await sessions.retrieve(session.id)).amount_total, 6000)
    assert.equal((await sessions.listLineItems(session.id)).data[0]?.quantity, 4)
  })

  it('is fixed where the seller has not said so', async (t) => {
    const { sessions, selling, newBrowser } = await checkoutShop(t)
    const session = await selling()
    const line = (await sessions.listLineItems(session.id)).data[0]?.id ?? ''
    const page = await newBrowser().post(session.url ?? '', {
      ...{ action: 'quantity', line, quantity: '1' },
    })
    assert.equal(page.status, 400)
    assert.equal((await sessions.retrieve(session.id)).amount_total, 3000)
  })

  it('changes what a bank was asked about before', async (t) => {
    const { stripe, sessions, beans, selling, newBrowser } = await checkoutShop(t)
    const session = await selling({
      line_items: [{ price: beans.id, quantity: 2, adjustable_quantity }],
    })
    const [one, two] = [newBrowser(), newBrowser()]
    await one.open(session.url ?? '')
    await two.open(session.url ?? '')
    await one.press('Pay $30.00', withCard(ASKS_BANK))
    await two.press('Update', { quantity: '1' })

    const late = await one.press('Complete authentication')
    assert.equal(late.status, 409)
    await two.press('Pay $15.00', typed)

    assert.equal((await sessions.retrieve(session.id)).payment_status, 'paid')
    const { data } = await stripe.charges.list()
    assert.deepEqual(
      data.map(({ amount }) => amount),
      [1500],
    )
  })
})

describe('a promotion code', () => {
  it('takes off what it says, and can be taken back', async (t) => {
    const { stripe, sessions, selling, newBrowser } = await checkoutShop(t)
    await stripe.coupons.create({ id: 'fifth', percent_off: 20, duration: 'once' })
    const promotion = { type: 'coupon', coupon: 'fifth' } as const
    const code = await stripe.promotionCodes.create({ code: 'LAUNCH20', promotion })
    const session = await selling({ allow_promotion_codes: true })
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    const wrong = await browser.press('Apply', { code: 'LAUNCH21' })
    assert.match(wrong.text, /This promotion code is not valid: LAUNCH21/)

    const applied = await browser.press('Apply', { code: ' launch20 ' })
    assert.match(applied.text, /LAUNCH20 Remove Subtotal \$30\.00 Discount −\$6\.00/)
    await browser.press('Remove')
    await browser.press('Apply', { code: 'LAUNCH20' })
    await browser.press('Pay $24.00', typed)

    const paid = await sessions.retrieve(session.id)
    assert.deepEqual(paid.discounts, [{ coupon: null, promotion_code: code.id }])
    assert.equal(paid.total_details?.amount_discount, 600)
    assert.equal((await stripe.promotionCodes.retrieve(code.id)).times_redeemed, 1)
    assert.equal((await stripe.coupons.retrieve('fifth')).times_redeemed, 1)
  })

  it('makes a first month cheaper, and says what comes then', async (t) => {
    const { stripe, sessions, subscribing, newBrowser } = await checkoutShop(t)
    await stripe.coupons.create({ id: 'half', percent_off: 50, duration: 'once' })
    const session = await subscribing({ discounts: [{ coupon: 'half' }] })
    assert.equal(session.amount_total, 1450)
    const browser = newBrowser()
    const page = await browser.open(session.url ?? '')
    assert.match(page.text, /\$14\.50 Then \$29\.00 per month/)
    await browser.press('Subscribe', withCard(DECLINES))
    await browser.press('Subscribe', typed)

    const { invoice } = await sessions.retrieve(session.id, { expand: ['invoice'] })
    assert.equal(Object(invoice).amount_paid, 1450)
    assert.equal((await stripe.coupons.retrieve('half')).times_redeemed, 1)
  })

  it('is refused below its minimum, and twice', async (t) => {
    const { stripe, selling, newBrowser } = await checkoutShop(t)
    await stripe.coupons.create({ id: 'fifth', percent_off: 20, duration: 'once' })
    await stripe.promotionCodes.create({
      ...{ code: 'BIG', promotion: { type: 'coupon', coupon: 'fifth' } },
      restrictions: { minimum_amount: 5000, minimum_amount_currency: 'usd' },
    })
    const browser = newBrowser()
    await browser.open((await selling({ allow_promotion_codes: true })).url ?? '')
    const small = await browser.press('Apply', { code: 'BIG' })
    assert.match(small.text, /below its minimum amount/)
    await assert.rejects(selling({ discounts: [{ coupon: 'gone' }] }), {
      ...{ code: 'resource_missing', param: 'discounts[0][coupon]' },
    })
    const both = { allow_promotion_codes: true, discounts: [{ coupon: 'fifth' }] }
    await assert.rejects(selling(both), { code: 'parameters_exclusive' })
  })
})

describe('a seller’s update', () => {
  it('changes what is sold while nobody has paid', async (t) => {
    const { sessions, beans, selling, newBrowser } = await checkoutShop(t)
    const session = await selling()
    const [first] = (await sessions.listLineItems(session.id)).data
    const price_data = { currency: 'usd', unit_amount: 700, product_data: { name: 'Mug' } }

    const updated = await sessions.update(session.id, {
      line_items: [
        { id: first?.id ?? '', quantity: 1 },
        { price_data, quantity: 1 },
      ],
      metadata: { cart: '8' },
      payment_intent_data: { description: 'Cart 8' },
    })

    assert.deepEqual([updated.amount_total, updated.metadata], [2200, { cart: '8' }])
    const browser = newBrowser()
    await browser.open(session.url ?? '')
    await browser.press('Pay $22.00', typed)
    const paid = await sessions.retrieve(session.id, { expand: ['payment_intent'] })
    assert.equal(Object(paid.payment_intent).description, 'Cart 8')
    await assert.rejects(
      sessions.update(session.id, { line_items: [{ price: beans.id, quantity: 1 }] }),
      /status in \["open"\] can be updated/,
    )
    assert.equal(
      (await sessions.update(session.id, { metadata: { late: 'yes' } })).status,
      'complete',
    )
    await assert.rejects(
      sessions.update((await selling()).id, { line_items: [{ id: 'li_none', quantity: 1 }] }),
      { code: 'resource_missing', param: 'line_items[0][id]' },
    )
  })
})
