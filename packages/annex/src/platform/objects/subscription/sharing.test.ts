import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { connect, createExtension, startPlatform } from '../../../testing.js'
import { DAY, endOf, HOUR } from '../../../test/worlds/roastery.js'
import { idOf } from '../reference.js'

/** A shop that is connected to a platform, and what both may do. */
async function world(t: TestContext) {
  const shop = await startPlatform()
  t.after(shop.close)
  const owner = createExtension(shop.platform)
  const account = shop.account.account.id
  connect(shop.platform, owner, { account })
  const secret = owner.keys.test.secret
  const stripe = shop.client(secret)
  const acting = shop.client(secret, { stripeAccount: account })
  const goTo = (time: number) => shop.advance(time - shop.now())
  return {
    ...shop,
    stripe,
    acting,
    shop: shop.stripe,
    account,
    goTo,
    application: owner.clientIds.test,
  }
}

async function subscribe(stripe: Stripe, more: Stripe.SubscriptionCreateParams) {
  const { id: customer } = await stripe.customers.create()
  const method = await stripe.paymentMethods.attach('pm_card_visa', { customer })
  const price = await stripe.prices.create({
    ...{ currency: 'usd', unit_amount: 3000, recurring: { interval: 'month' } },
    product_data: { name: 'Beans' },
  })
  return stripe.subscriptions.create({
    ...{ customer, items: [{ price: price.id }], default_payment_method: method.id },
    ...more,
  })
}

const feesOf = async (stripe: Stripe) =>
  (await stripe.applicationFees.list()).data.map(({ amount }) => amount)

describe('a subscription made through an application', () => {
  it('pays its fee with every invoice', async (t) => {
    const { stripe, acting, goTo, advance, application, account } = await world(t)
    const made = await subscribe(acting, { application_fee_percent: 12.5 })
    advance(5)
    assert.deepEqual(await feesOf(stripe), [375])

    await acting.subscriptions.update(made.id, { application_fee_percent: 20 })
    await acting.customers.createBalanceTransaction(idOf(made.customer), {
      ...{ amount: -1000, currency: 'usd' },
    })
    goTo(endOf(made) + HOUR)
    advance(5)

    // 20 % of what was left to pay: $30 less $10 of credit.
    assert.deepEqual(await feesOf(stripe), [400, 375])
    const [charge] = (await acting.charges.list()).data
    assert.deepEqual(
      [charge?.application, charge?.amount, charge?.application_fee_amount],
      [...[application, 2000, 400]],
    )
    const [fee] = (await stripe.applicationFees.list({ expand: ['data.balance_transaction'] })).data
    assert.deepEqual([fee?.account, fee?.charge], [account, charge?.id])
  })

  it('pays its fee of what a credit note leaves', async (t) => {
    const { acting } = await world(t)
    await subscribe(acting, {
      ...{ application_fee_percent: 10, collection_method: 'send_invoice', days_until_due: 3 },
    })
    const [draft] = (await acting.invoices.list({ status: 'draft' })).data
    const invoice = draft?.id ?? ''
    await acting.invoices.finalizeInvoice(invoice)
    const terms = async () => {
      const [intent] = (await acting.paymentIntents.list()).data
      return [intent?.amount, intent?.application_fee_amount]
    }
    assert.deepEqual(await terms(), [3000, 300])
    const { id } = await acting.creditNotes.create({ invoice, amount: 1000 })
    assert.deepEqual(await terms(), [2000, 200])
    await acting.creditNotes.voidCreditNote(id)
    assert.deepEqual(await terms(), [3000, 300])
  })

  it('gives the fee back with a refund that asks for it', async (t) => {
    const { stripe, acting, advance } = await world(t)
    await subscribe(acting, { application_fee_percent: 10 })
    advance(5)
    const [charge] = (await acting.charges.list()).data
    await acting.refunds.create({
      ...{ charge: charge?.id ?? '', amount: 1500, refund_application_fee: true },
    })
    const [fee] = (await stripe.applicationFees.list()).data
    assert.deepEqual([fee?.amount, fee?.amount_refunded], [300, 150])
  })

  it('asks for a fee that can be', async (t) => {
    const { acting, shop, account, stripe } = await world(t)
    const param = 'application_fee_percent'
    await assert.rejects(subscribe(shop, { application_fee_percent: 10 }), { param })
    await assert.rejects(subscribe(acting, { application_fee_percent: 101 }), { param })
    await assert.rejects(subscribe(acting, { application_fee_percent: 1.234 }), { param })
    const both = {
      application_fee_percent: 10,
      transfer_data: { destination: account, amount_percent: 50 },
    }
    await assert.rejects(subscribe(stripe, both), { code: 'parameters_exclusive' })
    const made = await subscribe(acting, { application_fee_percent: 10 })
    await assert.rejects(acting.subscriptions.update(made.id, { application_fee_percent: -1 }), {
      param,
    })
    const none = await acting.subscriptions.update(made.id, { application_fee_percent: '' })
    assert.equal(none.application_fee_percent, null)
  })
})

describe('a subscription whose payments are passed on', () => {
  it('passes on a share of each, on behalf of who receives it', async (t) => {
    const { stripe, account, goTo, advance } = await world(t)
    const made = await subscribe(stripe, {
      transfer_data: { destination: account, amount_percent: 85 },
      on_behalf_of: account,
    })
    goTo(endOf(made) + HOUR)
    advance(5)

    const transfers = (await stripe.transfers.list()).data
    assert.deepEqual(
      transfers.map(({ amount, destination }) => [amount, destination]),
      [
        ...[
          [2550, account],
          [2550, account],
        ],
      ],
    )
    const { data } = await stripe.charges.list()
    assert.deepEqual(
      data.map(({ on_behalf_of, amount }) => [on_behalf_of, amount]),
      [
        ...[
          [account, 3000],
          [account, 3000],
        ],
      ],
    )
    const [invoice] = (await stripe.invoices.list()).data
    assert.equal(invoice?.on_behalf_of, account)
  })

  it('passes on all but the fee', async (t) => {
    const { stripe, shop, account, advance } = await world(t)
    await subscribe(stripe, {
      ...{ transfer_data: { destination: account }, application_fee_percent: 10 },
    })
    advance(5)
    assert.deepEqual(await feesOf(stripe), [300])
    assert.equal((await shop.balance.retrieve()).pending[0]?.amount, 2700)
  })

  it('is told where to from the next invoice on', async (t) => {
    const { stripe, account, goTo, advance } = await world(t)
    const made = await subscribe(stripe, {})
    await stripe.subscriptions.update(made.id, { transfer_data: { destination: account } })
    goTo(endOf(made) + HOUR)
    advance(5)
    const stopped = await stripe.subscriptions.update(made.id, { transfer_data: '' })
    assert.equal(stopped.transfer_data, null)
    advance(32 * DAY)

    assert.equal((await stripe.transfers.list()).data.length, 1)
    await assert.rejects(
      stripe.subscriptions.update(made.id, { transfer_data: { destination: 'acct_9' } }),
      { param: 'transfer_data[destination]' },
    )
  })
})

describe('an invoice', () => {
  async function draft(stripe: Stripe, more: Stripe.InvoiceCreateParams) {
    const { id: customer } = await stripe.customers.create()
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    const invoice = await stripe.invoices.create({
      ...{ customer, default_payment_method: method.id },
      ...more,
    })
    await stripe.invoiceItems.create({
      ...{ customer, invoice: invoice.id, amount: 5000, currency: 'usd' },
    })
    return invoice.id
  }

  it('is shared as it says, however it is paid', async (t) => {
    const { stripe, acting, account, advance } = await world(t)
    const through = await draft(acting, { application_fee_amount: 100 })
    await acting.invoices.update(through, { application_fee_amount: 250 })
    await acting.invoices.pay(through)
    const onwards = await draft(stripe, {
      ...{ transfer_data: { destination: account, amount: 4000 }, on_behalf_of: account },
    })
    await stripe.invoices.pay(onwards)
    advance(5)

    assert.deepEqual(await feesOf(stripe), [250])
    assert.deepEqual(
      (await stripe.transfers.list()).data.map(({ amount }) => amount),
      [4000],
    )
    await assert.rejects(acting.invoices.update(through, { application_fee_amount: 1 }), {
      code: 'invoice_not_editable',
    })
    await assert.rejects(stripe.invoices.update(onwards, { on_behalf_of: '' }), {
      code: 'invoice_on_behalf_of_not_editable',
    })
  })

  it('takes no more of a fee than it brings', async (t) => {
    const { stripe, acting, shop, advance } = await world(t)
    await acting.invoices.pay(await draft(acting, { application_fee_amount: 9000 }))
    advance(5)
    assert.deepEqual(await feesOf(stripe), [5000])
    await assert.rejects(draft(shop, { application_fee_amount: 100 }), {
      param: 'application_fee_amount',
    })
  })
})
