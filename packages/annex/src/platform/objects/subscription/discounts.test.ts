/** Discounts on customers, subscriptions, items and invoices, and how long they last; sums by hand. */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { endOf, HOUR, roastery, subscribe, type Roastery } from '../../../test/worlds/roastery.js'

interface Example {
  readonly name: string
  /** By id. */
  readonly coupons: Readonly<Record<string, Stripe.CouponCreateParams>>
  /** The customer's own. */
  readonly customer?: string
  readonly on?: Partial<Stripe.SubscriptionCreateParams>
  readonly item?: string
  /** Totals of the first invoice and the renewals, of $30 a month. */
  readonly totals: readonly number[]
}

const off = (percent_off: number, more: Stripe.CouponCreateParams = {}) => ({
  percent_off,
  ...more,
})
const forMonths = (duration_in_months: number) =>
  ({ duration: 'repeating', duration_in_months }) as const
const forever = { duration: 'forever' } as const

const EXAMPLES: readonly Example[] = [
  {
    ...{ name: 'once, on the subscription', coupons: { a: off(25) } },
    ...{ on: { discounts: [{ coupon: 'a' }] }, totals: [2250, 3000, 3000] },
  },
  {
    ...{ name: 'for three months', coupons: { a: off(10, forMonths(3)) } },
    ...{ on: { discounts: [{ coupon: 'a' }] }, totals: [2700, 2700, 2700, 3000] },
  },
  {
    ...{ name: 'for ever, $5', coupons: { a: { amount_off: 500, currency: 'usd', ...forever } } },
    ...{ on: { discounts: [{ coupon: 'a' }] }, totals: [2500, 2500, 2500] },
  },
  {
    ...{
      name: 'once, on the item',
      coupons: { a: off(50) },
      item: 'a',
      totals: [1500, 3000, 3000],
    },
  },
  {
    ...{ name: 'for two months, on the item', coupons: { a: off(50, forMonths(2)) }, item: 'a' },
    totals: [1500, 1500, 3000],
  },
  {
    ...{ name: 'the item before the subscription: 3000 − 50 %, then − 10 %' },
    ...{ coupons: { a: off(50, forever), b: off(10) }, item: 'a' },
    ...{ on: { discounts: [{ coupon: 'b' }] }, totals: [1350, 1500] },
  },
  {
    ...{
      name: 'two of a subscription, the second of what the first left: 3000 − 500, then − 20 %',
    },
    coupons: { a: { amount_off: 500, currency: 'usd' }, b: off(20, forever) },
    ...{ on: { discounts: [{ coupon: 'a' }, { coupon: 'b' }] }, totals: [2000, 2400] },
  },
  {
    ...{ name: 'once, on the customer', coupons: { a: off(25) }, customer: 'a' },
    totals: [2250, 3000],
  },
  {
    ...{ name: 'for two months, on the customer', coupons: { a: off(25, forMonths(2)) } },
    ...{ customer: 'a', totals: [2250, 2250, 3000] },
  },
  {
    ...{ name: 'the subscription’s instead of the customer’s, until it is used' },
    ...{ coupons: { a: off(10, forever), b: off(50) }, customer: 'a' },
    ...{ on: { discounts: [{ coupon: 'b' }] }, totals: [1500, 2700] },
  },
  {
    ...{ name: 'more than there is', coupons: { a: { amount_off: 5000, currency: 'usd' } } },
    ...{ on: { discounts: [{ coupon: 'a' }] }, totals: [0, 3000] },
  },
  {
    ...{ name: 'not used by a trial', coupons: { a: off(50) } },
    ...{ on: { discounts: [{ coupon: 'a' }], trial_period_days: 7 }, totals: [0, 1500, 3000] },
  },
]

async function playedTo(t: TestContext, { coupons, customer: own, on, item }: Example) {
  const world = await roastery(t)
  const { stripe, customer, monthly } = world
  for (const [id, coupon] of Object.entries(coupons)) await stripe.coupons.create({ id, ...coupon })
  if (own) await giveCustomer(world, own)
  const items = [{ price: monthly, ...(item && { discounts: [{ coupon: item }] }) }]
  const subscription = await stripe.subscriptions.create({ customer, items, ...on })
  return { ...world, subscription }
}

/** Only older versions can give one. */
async function giveCustomer({ client, account, customer }: Roastery, coupon: string) {
  const older = client(account.keys.test.secret, { apiVersion: '2024-04-10' as never })
  await older.customers.update(customer, { coupon } as object)
}

const newest = async ({ stripe }: Roastery) => {
  const [invoice] = (await stripe.invoices.list({ limit: 1 })).data
  assert.ok(invoice)
  return invoice
}

function checkSum(invoice: Stripe.Invoice): void {
  const taken = (invoice.total_discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0)
  const byLine = invoice.lines.data.flatMap((line) => line.discount_amounts ?? [])
  assert.equal(invoice.total, invoice.subtotal - taken)
  assert.equal(
    taken,
    byLine.reduce((sum, { amount }) => sum + amount, 0),
  )
}

describe('worked examples of discounts', () => {
  for (const example of EXAMPLES) {
    it(example.name, async (t) => {
      const world = await playedTo(t, example)
      const { stripe, subscription, goTo } = world
      const totals: number[] = []
      for (const index of example.totals.keys()) {
        if (index > 0) goTo(endOf(await stripe.subscriptions.retrieve(subscription.id)) + HOUR)
        const invoice = await newest(world)
        checkSum(invoice)
        totals.push(invoice.total)
      }
      assert.deepEqual(totals, example.totals)
    })
  }
})

describe('a discount', () => {
  it('is gone from where it hung when it is over, with news of it', async (t) => {
    const world = await playedTo(t, {
      ...{
        name: '',
        coupons: { a: off(50, forMonths(1)), b: off(10, forMonths(1)), c: off(5, forMonths(1)) },
      },
      ...{ customer: 'a', item: 'b', on: { discounts: [{ coupon: 'c' }] }, totals: [] },
    })
    const { stripe, subscription, goTo, news, customer } = world
    news()
    goTo(endOf(subscription))

    const after = await stripe.subscriptions.retrieve(subscription.id)
    assert.deepEqual([after.discounts, after.items.data[0]?.discounts], [[], []])
    const free = await stripe.customers.retrieve(customer)
    assert.ok(!free.deleted && free.discount === null)
    assert.ok(news().includes('customer.discount.deleted'))
  })

  it('of a one-off invoice is the customer’s, its own, or none', async (t) => {
    const world = await roastery(t)
    const { stripe, customer } = world
    await stripe.coupons.create({ id: 'a', percent_off: 10, duration: 'forever' })
    await stripe.coupons.create({ id: 'b', percent_off: 50 })
    await giveCustomer(world, 'a')
    const totalWith = async (params: Stripe.InvoiceCreateParams) => {
      await stripe.invoiceItems.create({ customer, amount: 1000, currency: 'usd' })
      const made = await stripe.invoices.create({
        ...{ customer, pending_invoice_items_behavior: 'include' },
        ...params,
      })
      return (await stripe.invoices.finalizeInvoice(made.id)).total
    }
    assert.equal(await totalWith({}), 900)
    assert.equal(await totalWith({ discounts: [{ coupon: 'b' }] }), 500)
    assert.equal(await totalWith({ discounts: '' }), 1000)
  })

  it('is taken off only what it is for, in the currency that is paid', async (t) => {
    const { stripe, customer } = await roastery(t)
    const beans = await stripe.products.create({ name: 'Beans' })
    const cups = await stripe.products.create({ name: 'Cups' })
    await stripe.coupons.create({
      ...{ id: 'a', amount_off: 300, currency: 'usd', applies_to: { products: [beans.id] } },
      currency_options: { eur: { amount_off: 200 } },
    })
    const invoiceIn = async (currency: string) => {
      const { id: payer } = await stripe.customers.create()
      const draft = await stripe.invoices.create({
        ...{ customer: payer, currency, discounts: [{ coupon: 'a' }] },
      })
      for (const product of [beans.id, cups.id]) {
        await stripe.invoiceItems.create({
          ...{ customer: payer, invoice: draft.id },
          price_data: { product, currency, unit_amount: 1000 },
        })
      }
      return stripe.invoices.retrieve(draft.id)
    }
    const dollars = await invoiceIn('usd')
    assert.equal(dollars.total, 1700)
    const line = dollars.lines.data.find((one) => {
      return one.pricing?.price_details?.product === beans.id
    })
    assert.deepEqual(
      line?.discount_amounts?.map(({ amount }) => amount),
      [300],
    )
    assert.equal((await invoiceIn('eur')).total, 1800)
    const yen = { customer, currency: 'jpy', discounts: [{ coupon: 'a' }] }
    await assert.rejects(stripe.invoices.create(yen), { param: 'discounts[0][coupon]' })
  })

  it('that was good for one invoice is taken off its proration too', async (t) => {
    const world = await roastery(t)
    const { stripe, advance } = world
    await stripe.coupons.create({ id: 'a', percent_off: 50 })
    const made = await subscribe(world, { discounts: [{ coupon: 'a' }] })
    advance(15 * 86_400)
    const item = made.items.data[0]?.id ?? ''
    await stripe.subscriptions.update(made.id, { items: [{ id: item, quantity: 2 }] })
    // Back comes half of the $15 that were paid; half of $60 are asked for.
    const { data } = await stripe.invoiceItems.list({ pending: true })
    assert.deepEqual(data.map(({ amount }) => amount).toReversed(), [-750, 3000])
  })
})

describe('a promotion code', () => {
  async function coded(t: TestContext, params: Partial<Stripe.PromotionCodeCreateParams>) {
    const world = await roastery(t)
    const { stripe } = world
    await stripe.coupons.create({ id: 'a', percent_off: 50 })
    const promotion = { type: 'coupon', coupon: 'a' } as const
    const code = await stripe.promotionCodes.create({ promotion, ...params })
    const redeem = (more: Stripe.SubscriptionCreateParams = {}) =>
      subscribe(world, { discounts: [{ promotion_code: code.id }], ...more })
    return { ...world, code, redeem }
  }
  const param = 'discounts[0][promotion_code]'

  it('can be for a first purchase', async (t) => {
    const { redeem } = await coded(t, { restrictions: { first_time_transaction: true } })
    await redeem()
    await assert.rejects(redeem(), { param, message: /prior transactions/ })
  })

  it('can ask for so much at least, in each currency', async (t) => {
    const restrictions = {
      ...{ minimum_amount: 6000, minimum_amount_currency: 'usd' },
      currency_options: { eur: { minimum_amount: 5000 } },
    }
    const world = await coded(t, { restrictions })
    const { stripe, redeem, monthly, code } = world
    await assert.rejects(redeem(), { param, message: /below its minimum/ })
    await redeem({ items: [{ price: monthly, quantity: 2 }] })
    assert.equal((await newest(world)).total, 3000)

    const draftIn = async (currency: string, amount: number) => {
      const { id: customer } = await stripe.customers.create()
      const draft = await stripe.invoices.create({ customer, currency })
      await stripe.invoiceItems.create({ customer, invoice: draft.id, amount, currency })
      const discounts = [{ promotion_code: code.id }]
      return stripe.invoices.update(draft.id, { discounts })
    }
    await assert.rejects(draftIn('eur', 4999), { param })
    assert.equal((await draftIn('eur', 5000)).total, 2500)
    await assert.rejects(draftIn('gbp', 9000), { message: /another currency/ })
  })

  it('says its minimum with a currency', async (t) => {
    const refused = coded(t, { restrictions: { minimum_amount: 100 } })
    await assert.rejects(refused, { param: 'restrictions[minimum_amount_currency]' })
  })

  it('ends when it expires, when it was used up, and for others than its customer', async (t) => {
    const { stripe, redeem, advance, now } = await coded(t, { max_redemptions: 1 })
    await redeem()
    await assert.rejects(redeem(), { param })
    const { id: other } = await stripe.customers.create()
    const promotion = { type: 'coupon', coupon: 'a' } as const
    const theirs = await stripe.promotionCodes.create({ promotion, customer: other })
    await assert.rejects(redeem({ discounts: [{ promotion_code: theirs.id }] }), { param })
    const brief = await stripe.promotionCodes.create({ promotion, expires_at: now() + 60 })
    advance(59)
    await redeem({ discounts: [{ promotion_code: brief.id }] })
    advance(1)
    await assert.rejects(redeem({ discounts: [{ promotion_code: brief.id }] }), { param })
  })
})
