import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { roastery, subscribe } from '../../../test/worlds/roastery.js'

describe('the lines of a draft', () => {
  it('come, change and go, and the sums follow', async (t) => {
    const { stripe, customer, news } = await roastery(t)
    const waiting = await stripe.invoiceItems.create({ customer, amount: 300, currency: 'usd' })
    const { id } = await stripe.invoices.create({ customer, currency: 'usd' })
    news()

    const added = await stripe.invoices.addLines(id, {
      lines: [{ amount: 1000, description: 'Roasting' }, { invoice_item: waiting.id }],
      invoice_metadata: { po: '7' },
    })
    assert.deepEqual([added.total, added.metadata?.['po']], [1300, '7'])
    const roasting = added.lines.data.find(({ description }) => description === 'Roasting')
    const other = added.lines.data.find((line) => line !== roasting)

    const changed = await stripe.invoices.updateLineItem(id, roasting?.id ?? '', {
      ...{ amount: 1500, description: 'Dark roasting' },
    })
    assert.deepEqual([changed.amount, changed.description], [1500, 'Dark roasting'])
    const updated = await stripe.invoices.updateLines(id, {
      lines: [{ id: other?.id ?? '', amount: 500 }],
    })
    assert.equal(updated.total, 2000)

    const left = await stripe.invoices.removeLines(id, {
      lines: [
        { id: roasting?.id ?? '', behavior: 'delete' },
        { id: other?.id ?? '', behavior: 'unassign' },
      ],
    })
    assert.equal(left.total, 0)
    const pending = await stripe.invoiceItems.list({ pending: true })
    assert.deepEqual(
      pending.data.map((item) => [item.id, item.amount]),
      [[waiting.id, 500]],
    )
  })

  it('are fixed with the invoice, and belong to it', async (t) => {
    const { stripe, customer } = await roastery(t)
    const [one, two] = [
      await stripe.invoices.create({ customer }),
      await stripe.invoices.create({ customer }),
    ]
    const { lines } = await stripe.invoices.addLines(one.id, { lines: [{ amount: 100 }] })
    const line = lines.data[0]?.id ?? ''
    await assert.rejects(stripe.invoices.updateLineItem(two.id, line, { amount: 5 }), {
      code: 'resource_missing',
    })
    await stripe.invoices.finalizeInvoice(one.id)
    await assert.rejects(stripe.invoices.updateLineItem(one.id, line, { amount: 5 }), {
      code: 'invoice_not_editable',
    })
    await assert.rejects(stripe.invoices.addLines(one.id, { lines: [{ amount: 1 }] }), {
      code: 'invoice_not_editable',
    })
  })

  it('of a subscription’s period only change their words', async (t) => {
    const world = await roastery(t, null)
    const { stripe } = world
    await subscribe(world, { collection_method: 'send_invoice', days_until_due: 3 })
    const [draft] = (await stripe.invoices.list({ status: 'draft' })).data
    const [invoice, line] = [draft?.id ?? '', draft?.lines.data[0]?.id ?? '']
    const worded = await stripe.invoices.updateLineItem(invoice, line, { description: 'May' })
    assert.equal(worded.description, 'May')
    await assert.rejects(stripe.invoices.updateLineItem(invoice, line, { amount: 1 }), {
      code: 'invoice_not_editable',
    })
  })

  it('take no item of somebody else, in other money or from another invoice', async (t) => {
    const { stripe, customer } = await roastery(t)
    const other = await stripe.customers.create({ name: 'Otto' })
    const { id } = await stripe.invoices.create({ customer, currency: 'usd' })
    const second = await stripe.invoices.create({ customer, currency: 'usd' })
    const amount = 300
    const items = [
      await stripe.invoiceItems.create({ customer: other.id, amount, currency: 'usd' }),
      await stripe.invoiceItems.create({ customer, amount, currency: 'eur' }),
      await stripe.invoiceItems.create({ customer, amount, currency: 'usd', invoice: second.id }),
    ]
    for (const { id: invoice_item } of items) {
      await assert.rejects(stripe.invoices.addLines(id, { lines: [{ invoice_item }] }), {
        ...{ statusCode: 400, param: 'lines[0][invoice_item]' },
      })
    }
    await assert.rejects(
      stripe.invoiceItems.create({ customer, amount, currency: 'eur', invoice: id }),
      { param: 'currency' },
    )
    await assert.rejects(
      stripe.invoiceItems.create({ customer: other.id, amount, currency: 'usd', invoice: id }),
      { param: 'customer' },
    )
    assert.equal((await stripe.invoices.retrieve(id)).total, 0)
    assert.equal((await stripe.invoices.retrieve(second.id)).total, amount)

    const price = await stripe.prices.create({
      ...{ currency: 'eur', unit_amount: 900, product_data: { name: 'Mug' } },
      currency_options: { usd: { unit_amount: 1000 } },
    })
    await stripe.invoiceItems.create({ customer, invoice: id, pricing: { price: price.id } })
    assert.equal((await stripe.invoices.retrieve(id)).total, 1000)
  })
})
