import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { metered } from '../../../test/worlds/metered.js'
import { roastery, type Roastery } from '../../../test/worlds/roastery.js'

async function invoiced(t: TestContext): Promise<Roastery & { invoice: string; line: string }> {
  const world = await roastery(t)
  const { stripe, customer } = world
  const rate = await stripe.taxRates.create({
    ...{ display_name: 'VAT', inclusive: false, percentage: 20 },
  })
  const coupon = await stripe.coupons.create({ percent_off: 10 })
  await stripe.invoiceItems.create({
    ...{ customer, unit_amount_decimal: '500' as never, quantity: 4, currency: 'usd' },
  })
  const draft = await stripe.invoices.create({
    ...{ customer, pending_invoice_items_behavior: 'include', default_tax_rates: [rate.id] },
    discounts: [{ coupon: coupon.id }],
  })
  // 2000 − 200 + 360.
  assert.equal(draft.total, 2160)
  await stripe.invoices.finalizeInvoice(draft.id)
  world.news()
  return { ...world, invoice: draft.id, line: draft.lines.data[0]?.id ?? '' }
}

describe('a credit note', () => {
  it('lowers what is due on an open invoice, which is paid when nothing is left', async (t) => {
    const { stripe, invoice, news } = await invoiced(t)

    const note = await stripe.creditNotes.create({ invoice, amount: 1000 })

    assert.deepEqual(
      [note.pre_payment_amount, note.post_payment_amount, note.type],
      [...[1000, 0, 'pre_payment']],
    )
    assert.match(note.number, /-0001-CN-01$/)
    assert.deepEqual(news(), ['credit_note.created', 'invoice.updated'])
    const open = await stripe.invoices.retrieve(invoice)
    assert.deepEqual([open.amount_remaining, open.status], [1160, 'open'])

    await stripe.creditNotes.create({ invoice, amount: 1160 })
    assert.equal((await stripe.invoices.retrieve(invoice)).status, 'paid')
  })

  it('makes the payment smaller that is still to come, and can be voided', async (t) => {
    const { stripe, invoice } = await invoiced(t)
    const { id } = await stripe.creditNotes.create({ invoice, amount: 160 })
    const voided = await stripe.creditNotes.voidCreditNote(id)
    assert.equal(voided.status, 'void')
    assert.equal((await stripe.invoices.retrieve(invoice)).amount_remaining, 2160)
    await assert.rejects(stripe.creditNotes.voidCreditNote(id), { message: /void already/ })

    await stripe.creditNotes.create({ invoice, amount: 160 })
    const paid = await stripe.invoices.pay(invoice)
    assert.deepEqual([paid.amount_paid, paid.amount_remaining], [2000, 0])
  })

  it('takes discounts and taxes back with the line: 2 of 4 units', async (t) => {
    const { stripe, invoice, line } = await invoiced(t)
    const lines = [{ type: 'invoice_line_item', invoice_line_item: line, quantity: 2 }] as const
    const preview = await stripe.creditNotes.preview({ invoice, lines: [...lines] })
    // 1000 − 100 + 180.
    assert.deepEqual([preview.subtotal, preview.discount_amount, preview.total], [1000, 100, 1080])
    assert.equal((await stripe.creditNotes.list()).data.length, 0)
    const note = await stripe.creditNotes.create({ invoice, lines: [...lines] })
    const shown = await stripe.creditNotes.listLineItems(note.id)
    assert.deepEqual(
      shown.data.map(({ amount, quantity }) => ({ amount, quantity })),
      [{ amount: 1000, quantity: 2 }],
    )
  })

  it('gives back what was paid: to the card, to the balance, and it must add up', async (t) => {
    const { stripe, invoice, customer, news, advance } = await invoiced(t)
    await stripe.invoices.pay(invoice)
    advance(5)
    news()
    await assert.rejects(stripe.creditNotes.create({ invoice, amount: 1000 }), {
      message: /must equal/,
    })
    const note = await stripe.creditNotes.create({
      ...{ invoice, amount: 1000, refund_amount: 600, credit_amount: 400 },
    })
    assert.deepEqual([note.type, note.refunds[0]?.amount_refunded], ['post_payment', 600])
    assert.deepEqual(
      news().filter((type) => !type.startsWith('balance')),
      [
        ...['credit_note.created', 'refund.created', 'charge.refunded', 'customer.updated'],
        'invoice.updated',
      ],
    )
    const after = await stripe.customers.retrieve(customer)
    assert.equal(Reflect.get(after, 'balance'), -400)
    await assert.rejects(
      stripe.creditNotes.create({ invoice, amount: 1161, credit_amount: 1161 }),
      {
        message: /more than what can still be credited/,
      },
    )
  })

  it('takes back more than nothing', async (t) => {
    const { stripe, invoice } = await invoiced(t)
    for (const amount of [0, -500]) {
      await assert.rejects(stripe.creditNotes.create({ invoice, amount }), { statusCode: 400 })
    }
    assert.equal((await stripe.invoices.retrieve(invoice)).amount_remaining, 2160)
  })

  it('takes back a part of what was used, which may have a fraction', async (t) => {
    const { stripe, priceOf, subscribeTo, use, renewed } = await metered(t)
    const { id } = await subscribeTo(await priceOf({ unit_amount: 1000 }))
    await use(1.5)
    const { id: invoice, lines } = await renewed(id)
    const line = { type: 'invoice_line_item', invoice_line_item: lines.data[0]?.id ?? '' } as const
    const note = await stripe.creditNotes.create({
      ...{ invoice, lines: [{ ...line, quantity: 1 }], credit_amount: 1000 },
    })
    assert.equal(note.amount, 1000)
  })
})
