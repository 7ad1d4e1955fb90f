import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { startPlatform, type TestPlatform } from '../../../testing.js'

const HOUR = 3600
const DAY = 86_400

interface Shop extends TestPlatform {
  readonly customer: string
  /** Types of events since the last call. */
  readonly news: () => string[]
}

async function shop(t: TestContext, card: string | null = 'pm_card_visa'): Promise<Shop> {
  const world = await startPlatform()
  t.after(world.close)
  const { id } = await world.stripe.customers.create({ email: 'ida@shop.test', name: 'Ida' })
  if (card !== null) {
    const { id: method } = await world.stripe.paymentMethods.attach(card, { customer: id })
    await world.stripe.customers.update(id, {
      invoice_settings: { default_payment_method: method },
    })
  }
  let seen = world.eventTypes().length
  const news = () => {
    const all = world.eventTypes()
    const fresh = all.slice(seen)
    seen = all.length
    return fresh
  }
  return { ...world, customer: id, news }
}

async function draftOf(
  { stripe, customer }: Shop,
  amount: number,
  more: Stripe.InvoiceCreateParams = {},
): Promise<Stripe.Invoice> {
  await stripe.invoiceItems.create({ customer, amount, currency: 'usd', description: 'Roasting' })
  const include = { pending_invoice_items_behavior: 'include' } as const
  return stripe.invoices.create({ customer, ...include, ...more })
}

const PAID = [
  ...['charge.succeeded', 'payment_intent.succeeded', 'invoice.updated', 'invoice.paid'],
  ...['invoice.payment_succeeded', 'invoice_payment.paid'],
]

describe('an invoice', () => {
  it('goes from items to paid, with each event in its place', async (t) => {
    const world = await shop(t)
    const { stripe, news } = world

    const draft = await draftOf(world, 2500)
    assert.deepEqual(news(), ['invoiceitem.created', 'invoice.created'])
    assert.deepEqual(
      [draft.status, draft.total, draft.amount_due, draft.number],
      [...['draft', 2500, 2500, null]],
    )
    const [line] = draft.lines.data
    assert.equal(line?.parent?.type, 'invoice_item_details')
    assert.equal(line.description, 'Roasting')

    const open = await stripe.invoices.finalizeInvoice(draft.id)
    assert.deepEqual(news(), ['invoice.finalized', 'payment_intent.created'])
    assert.match(open.number ?? '', /^[0-9A-Z]{8}-0001$/)

    const paid = await stripe.invoices.pay(draft.id, { expand: ['payments'] })
    assert.deepEqual(news(), PAID)
    assert.deepEqual(
      [paid.status, paid.amount_paid, paid.amount_remaining, paid.attempt_count],
      ['paid', 2500, 0, 1],
    )
    const [payment] = paid.payments?.data ?? []
    assert.deepEqual([payment?.status, payment?.amount_paid], ['paid', 2500])
  })

  it('advances by itself after an hour', async (t) => {
    const world = await shop(t)
    const draft = await draftOf(world, 900, { auto_advance: true })
    assert.equal(draft.automatically_finalizes_at, world.now() + HOUR)
    world.news()

    world.advance(HOUR - 1)
    assert.deepEqual(world.news(), [])
    world.advance(1)
    assert.deepEqual(world.news(), ['invoice.finalized', 'payment_intent.created', ...PAID])
    assert.equal((await world.stripe.invoices.retrieve(draft.id)).status, 'paid')
  })

  it('stays open when the card is declined, and is tried again after 3, 5 and 7 days', async (t) => {
    const world = await shop(t, 'pm_card_chargeCustomerFail')
    const draft = await draftOf(world, 900, { auto_advance: true })
    world.news()

    world.advance(HOUR)
    assert.deepEqual(world.news(), [
      ...['invoice.finalized', 'payment_intent.created', 'charge.failed'],
      ...['payment_intent.payment_failed', 'invoice.payment_failed', 'invoice.updated'],
      'customer.updated',
    ])
    const tries = async () => (await world.stripe.invoices.retrieve(draft.id)).attempt_count
    const counts = [await tries()]
    for (const days of [3, 5, 7]) {
      world.advance(days * DAY - 1)
      counts.push(await tries())
      world.advance(1)
      counts.push(await tries())
    }
    assert.deepEqual(counts, [1, 1, 2, 2, 3, 3, 4])
    const last = await world.stripe.invoices.retrieve(draft.id)
    assert.deepEqual([last.status, last.next_payment_attempt], ['open', null])
  })

  it('answers 402 to a request to pay that is declined, and keeps the try', async (t) => {
    const world = await shop(t, 'pm_card_chargeCustomerFail')
    const draft = await draftOf(world, 900)

    await assert.rejects(world.stripe.invoices.pay(draft.id), { code: 'card_declined' })

    const open = await world.stripe.invoices.retrieve(draft.id)
    assert.deepEqual([open.status, open.attempt_count, open.attempted], ['open', 1, true])
    const card = await world.stripe.paymentMethods.attach('pm_card_visa', {
      customer: world.customer,
    })
    const paid = await world.stripe.invoices.pay(draft.id, { payment_method: card.id })
    assert.equal(paid.status, 'paid')
  })

  it('waits for a payer who has to pass 3-D Secure', async (t) => {
    const world = await shop(t, 'pm_card_authenticationRequired')
    const draft = await draftOf(world, 900, { auto_advance: true })
    world.news()

    world.advance(HOUR)

    assert.deepEqual(world.news().slice(2), [
      ...['payment_intent.requires_action', 'invoice.payment_action_required'],
      ...['invoice.payment_failed', 'invoice.updated', 'customer.updated'],
    ])
    const open = await world.stripe.invoices.retrieve(draft.id, {
      expand: ['confirmation_secret', 'payments.data.payment.payment_intent'],
    })
    const intent = open.payments?.data[0]?.payment.payment_intent as Stripe.PaymentIntent
    assert.equal(intent.status, 'requires_action')
    assert.equal(open.confirmation_secret?.client_secret, intent.client_secret)
  })

  it('answers a request to pay with 402 while the payer has to pass 3-D Secure', async (t) => {
    const world = await shop(t, 'pm_card_authenticationRequired')
    const draft = await draftOf(world, 900)
    await assert.rejects(world.stripe.invoices.pay(draft.id), {
      ...{ statusCode: 402, code: 'invoice_payment_intent_requires_action' },
    })
    assert.ok(world.news().includes('invoice.payment_action_required'))
  })

  it('refuses to be paid by a customer without a card, and says how', async (t) => {
    const world = await shop(t, null)
    const draft = await draftOf(world, 900)
    await assert.rejects(world.stripe.invoices.pay(draft.id), {
      ...{ code: 'resource_missing', message: /no attached payment source/ },
    })
  })

  it('is paid at once when nothing is due', async (t) => {
    const world = await shop(t)
    const draft = await world.stripe.invoices.create({ customer: world.customer })
    world.news()

    const paid = await world.stripe.invoices.finalizeInvoice(draft.id)

    assert.equal(paid.status, 'paid')
    assert.deepEqual(world.news(), [
      ...['invoice.finalized', 'invoice.updated', 'invoice.paid', 'invoice.payment_succeeded'],
    ])
  })

  it('can be settled outside, and then nobody succeeded in paying', async (t) => {
    const world = await shop(t)
    const draft = await draftOf(world, 900)
    await world.stripe.invoices.finalizeInvoice(draft.id)
    world.news()

    const paid = await world.stripe.invoices.pay(draft.id, { paid_out_of_band: true })

    assert.equal(paid.amount_paid, 900)
    assert.deepEqual(world.news(), ['payment_intent.canceled', 'invoice.updated', 'invoice.paid'])
  })

  it('ends void or uncollectible, each with its news', async (t) => {
    const world = await shop(t)
    const first = await draftOf(world, 900)
    await world.stripe.invoices.finalizeInvoice(first.id)
    world.news()
    const voided = await world.stripe.invoices.voidInvoice(first.id)
    assert.equal(voided.status, 'void')
    assert.deepEqual(world.news(), ['invoice.voided', 'invoice.updated', 'payment_intent.canceled'])
    await assert.rejects(world.stripe.invoices.voidInvoice(first.id), { message: /isn't open/ })

    const second = await draftOf(world, 700)
    await world.stripe.invoices.finalizeInvoice(second.id)
    world.news()
    await world.stripe.invoices.markUncollectible(second.id)
    assert.deepEqual(world.news(), ['invoice.marked_uncollectible', 'invoice.updated'])
    assert.equal((await world.stripe.invoices.pay(second.id)).status, 'paid')
  })

  it('uses credit first, gives it back when voided, and puts small sums off', async (t) => {
    const world = await shop(t)
    const { stripe, customer } = world
    const balance = async () =>
      Number(Reflect.get(await stripe.customers.retrieve(customer), 'balance'))
    await stripe.customers.createBalanceTransaction(customer, { amount: -1000, currency: 'usd' })

    const first = await stripe.invoices.finalizeInvoice((await draftOf(world, 2500)).id)
    assert.deepEqual(
      [first.total, first.starting_balance, first.ending_balance, first.amount_due],
      [2500, -1000, 0, 1500],
    )
    assert.equal(await balance(), 0)
    await stripe.invoices.voidInvoice(first.id)
    assert.equal(await balance(), -1000)

    // 1030 − 1000 is 30 cents: less than any card carries, so it is owed with the next invoice.
    const small = await stripe.invoices.finalizeInvoice((await draftOf(world, 1030)).id)
    assert.deepEqual([small.status, small.amount_due, small.ending_balance], ['paid', 0, 30])
    const next = await stripe.invoices.finalizeInvoice((await draftOf(world, 1000)).id)
    assert.equal(next.amount_due, 1030)
  })

  it('numbers a customer’s invoices without gaps', async (t) => {
    const world = await shop(t)
    const numbers: (string | null)[] = []
    for (const amount of [100, 200, 300]) {
      const draft = await draftOf(world, amount)
      numbers.push((await world.stripe.invoices.finalizeInvoice(draft.id)).number)
    }
    assert.deepEqual(
      numbers.map((number) => number?.slice(-5)),
      ['-0001', '-0002', '-0003'],
    )
  })

  it('is sent, and is overdue when its day passes', async (t) => {
    const world = await shop(t, null)
    const draft = await draftOf(world, 900, {
      collection_method: 'send_invoice',
      days_until_due: 30,
    })
    world.news()
    const open = await world.stripe.invoices.sendInvoice(draft.id)
    assert.equal(open.due_date, world.now() + 30 * DAY)
    assert.deepEqual(world.news(), ['invoice.finalized', 'payment_intent.created', 'invoice.sent'])
    world.advance(30 * DAY)
    assert.deepEqual(world.news(), ['invoice.overdue'])
  })

  it('can be changed as a draft, and no longer', async (t) => {
    const world = await shop(t)
    const { stripe } = world
    const draft = await draftOf(world, 1000)
    const rate = await stripe.taxRates.create({
      ...{ display_name: 'VAT', inclusive: true, percentage: 25 },
    })
    const taxed = await stripe.invoices.update(draft.id, { default_tax_rates: [rate.id] })
    assert.deepEqual([taxed.total, taxed.total_excluding_tax], [1000, 800])

    const [item] = (await stripe.invoiceItems.list({ invoice: draft.id })).data
    await stripe.invoiceItems.update(item?.id ?? '', { amount: 2000 })
    assert.equal((await stripe.invoices.retrieve(draft.id)).total_taxes?.[0]?.amount, 400)

    await stripe.invoices.finalizeInvoice(draft.id)
    const late = { code: 'invoice_not_editable' }
    await assert.rejects(stripe.invoices.update(draft.id, { default_tax_rates: '' }), late)
    await assert.rejects(stripe.invoiceItems.update(item?.id ?? '', { amount: 1 }), late)
    await assert.rejects(stripe.invoices.del(draft.id), { message: /Void this invoice/ })
    const worded = await stripe.invoices.update(draft.id, { metadata: { po: '7' } })
    assert.equal(worded.metadata?.['po'], '7')
  })

  it('frees its items when the draft is deleted', async (t) => {
    const world = await shop(t)
    const draft = await draftOf(world, 1000)
    world.news()
    await world.stripe.invoices.del(draft.id)
    assert.deepEqual(world.news(), ['invoice.deleted'])
    const waiting = await world.stripe.invoiceItems.list({ pending: true })
    assert.equal(waiting.data.length, 1)
  })

  it('lists all its lines where it shows ten', async (t) => {
    const world = await shop(t)
    for (let amount = 1; amount <= 11; amount++) {
      await world.stripe.invoiceItems.create({
        ...{ customer: world.customer, amount: amount * 100, currency: 'usd' },
      })
    }
    const draft = await draftOf(world, 1200)
    assert.deepEqual([draft.lines.data.length, draft.lines.has_more], [10, true])
    const all = await world.stripe.invoices.listLineItems(draft.id, { limit: 100 })
    assert.deepEqual(
      all.data.map(({ amount }) => amount / 100),
      [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
    )
  })
})

interface Sum {
  readonly name: string
  readonly amounts: readonly number[]
  readonly off?: Stripe.CouponCreateParams
  readonly tax?: { percentage: number; inclusive: boolean }
  readonly currency?: string
  readonly total: number
  readonly discount?: number
  readonly taxed?: number
}

const SUMS: readonly Sum[] = [
  { name: 'two items', amounts: [1999, 501], total: 2500 },
  { name: 'an item and a credit', amounts: [3000, -1000], total: 2000 },
  {
    ...{ name: 'a quarter off, rounded on each line', amounts: [999, 1001] },
    ...{ off: { percent_off: 25 }, discount: 500, total: 1500 },
  },
  {
    ...{ name: 'an amount off, shared 2 : 1', amounts: [2000, 1000] },
    ...{ off: { amount_off: 1000, currency: 'usd' }, discount: 1000, total: 2000 },
  },
  {
    ...{ name: 'no more off than there is', amounts: [700] },
    ...{ off: { amount_off: 1000, currency: 'usd' }, discount: 700, total: 0 },
  },
  {
    ...{ name: 'tax on top', amounts: [1999], tax: { percentage: 8.25, inclusive: false } },
    ...{ taxed: 165, total: 2164 },
  },
  {
    ...{ name: 'tax inside', amounts: [1190], tax: { percentage: 19, inclusive: true } },
    ...{ taxed: 190, total: 1190 },
  },
  {
    ...{ name: 'tax on what the discount leaves: 20 % of 800', amounts: [1000] },
    ...{ off: { percent_off: 20 }, discount: 200 },
    ...{ tax: { percentage: 20, inclusive: false }, taxed: 160, total: 960 },
  },
  {
    ...{ name: 'a currency without cents: 10 % of 1055', amounts: [1055], currency: 'jpy' },
    ...{ tax: { percentage: 10, inclusive: false }, taxed: 106, total: 1161 },
  },
]

describe('the sums of an invoice', () => {
  for (const { name, amounts, off, tax, currency = 'usd', ...expected } of SUMS) {
    it(`with ${name}: ${expected.total}`, async (t) => {
      const { stripe, customer } = await shop(t)
      const coupon = off && (await stripe.coupons.create(off))
      const rate = tax && (await stripe.taxRates.create({ display_name: 'Tax', ...tax }))
      for (const amount of amounts) {
        await stripe.invoiceItems.create({ customer, amount, currency })
      }
      const draft = await stripe.invoices.create({
        ...{ customer, currency, pending_invoice_items_behavior: 'include' },
        ...(coupon && { discounts: [{ coupon: coupon.id }] }),
        ...(rate && { default_tax_rates: [rate.id] }),
      })
      assert.equal(draft.total, expected.total)
      assert.equal(draft.total_discount_amounts?.[0]?.amount, expected.discount)
      assert.equal(draft.total_taxes?.[0]?.amount, expected.taxed)
      assert.equal(
        draft.subtotal,
        amounts.reduce((sum, amount) => sum + amount, 0),
      )
    })
  }
})
