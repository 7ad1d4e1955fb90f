/** Payments that were made elsewhere, or in parts, and count for an invoice. */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { roastery } from '../../../test/worlds/roastery.js'

async function opened(t: TestContext) {
  const world = await roastery(t)
  const { stripe, customer } = world
  await stripe.invoiceItems.create({ customer, amount: 5000, currency: 'usd' })
  const draft = await stripe.invoices.create({
    ...{ customer, pending_invoice_items_behavior: 'include' },
    payment_settings: { payment_method_types: ['card', 'us_bank_account'] },
  })
  const { id } = await stripe.invoices.finalizeInvoice(draft.id)
  const pay = (amount: number, confirm = true) =>
    stripe.paymentIntents.create({
      ...{ amount, currency: 'usd', customer, confirm, payment_method: 'pm_card_visa' },
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    })
  const attach = (payment_intent: string) => stripe.invoices.attachPayment(id, { payment_intent })
  /** Lets the invoice itself be paid by a bank account, which takes a while. */
  const debit = async (account: string) => {
    const method = await stripe.paymentMethods.attach(`pm_usBankAccount_${account}`, { customer })
    return stripe.invoices.pay(id, { payment_method: method.id })
  }
  return { ...world, id, pay, attach, debit }
}

describe('attaching a payment to an invoice', () => {
  it('pays it at once with money that is there', async (t) => {
    const { stripe, id, pay, attach, news } = await opened(t)
    const { id: intent } = await pay(5000)
    news()
    const paid = await attach(intent)
    assert.deepEqual([paid.status, paid.amount_paid, paid.amount_remaining], ['paid', 5000, 0])
    assert.ok(news().includes('invoice.paid'))
    const payments = (await stripe.invoicePayments.list({ invoice: id })).data
    assert.deepEqual(
      payments.map(({ is_default, status, amount_paid }) => [is_default, status, amount_paid]),
      [
        [false, 'paid', 5000],
        [true, 'canceled', null],
      ],
    )
  })

  it('pays in parts, the rest by the invoice itself', async (t) => {
    const { stripe, id, pay, attach } = await opened(t)
    const part = await attach((await pay(2000)).id)
    assert.deepEqual([part.status, part.amount_paid, part.amount_remaining], ['open', 2000, 3000])
    const paid = await stripe.invoices.pay(id)
    assert.deepEqual([paid.status, paid.amount_paid, paid.amount_remaining], ['paid', 5000, 0])
    const charges = (await stripe.charges.list()).data.map(({ amount }) => amount)
    assert.deepEqual(charges, [3000, 2000])
  })

  it('waits for money that is still to come', async (t) => {
    const { stripe, id, pay, attach } = await opened(t)
    const { id: intent } = await pay(5000, false)
    assert.equal((await attach(intent)).status, 'open')
    await stripe.paymentIntents.confirm(intent, { payment_method: 'pm_card_visa' })
    assert.equal((await stripe.invoices.retrieve(id)).status, 'paid')
  })

  it('leaves what a bank was asked for already as it is, and tells what is too much', async (t) => {
    const { stripe, id, pay, attach, debit, customer, news, advance } = await opened(t)
    await debit('success')
    const [own] = (await stripe.paymentIntents.list({ customer })).data
    assert.deepEqual([own?.status, own?.amount], ['processing', 5000])

    assert.equal((await attach((await pay(2000)).id)).amount_remaining, 3000)
    assert.equal((await stripe.paymentIntents.retrieve(own?.id ?? '')).amount, 5000)
    news()
    advance(60)
    const paid = await stripe.invoices.retrieve(id)
    assert.deepEqual(
      [paid.status, paid.amount_paid, paid.amount_overpaid, paid.amount_remaining],
      ['paid', 7000, 2000, 0],
    )
    assert.ok(news().includes('invoice.overpaid'))
  })

  it('asks for the rest alone once the bank has said no', async (t) => {
    const { stripe, id, pay, attach, debit, advance } = await opened(t)
    await debit('insufficientFunds')
    await attach((await pay(2000)).id)
    advance(60)
    const { status, amount_remaining } = await stripe.invoices.retrieve(id)
    assert.deepEqual([status, amount_remaining], ['open', 3000])
    const paid = await stripe.invoices.pay(id, { payment_method: 'pm_card_visa' })
    assert.deepEqual([paid.status, paid.amount_paid, paid.amount_overpaid], ['paid', 5000, 0])
  })

  it('leaves alone what others made when the invoice is void', async (t) => {
    const { stripe, id, pay, attach } = await opened(t)
    const { id: intent } = await pay(5000, false)
    await attach(intent)
    await stripe.invoices.voidInvoice(id)
    assert.equal((await stripe.paymentIntents.retrieve(intent)).status, 'requires_confirmation')
    await stripe.paymentIntents.confirm(intent)
    assert.equal((await stripe.invoices.retrieve(id)).status, 'void')
  })

  it('refuses what does not fit', async (t) => {
    const { stripe, id, pay, attach, customer } = await opened(t)
    const param = 'payment_intent'
    await assert.rejects(attach((await pay(5001)).id), { param, message: /more than the 5000/ })
    await assert.rejects(attach('pi_none'), { param, code: 'resource_missing' })
    await assert.rejects(stripe.invoices.attachPayment(id, {}), { param })
    const strange = await stripe.paymentIntents.create({ amount: 5000, currency: 'usd' })
    await assert.rejects(attach(strange.id), { param, message: /customer is another/ })
    const euros = await stripe.paymentIntents.create({ amount: 100, currency: 'eur', customer })
    await assert.rejects(attach(euros.id), { param, message: /currency is not usd/ })
    const gone = await stripe.paymentIntents.create({ amount: 100, currency: 'usd', customer })
    await stripe.paymentIntents.cancel(gone.id)
    await assert.rejects(attach(gone.id), { param, message: /it is canceled/ })
    const twice = (await pay(1000)).id
    await attach(twice)
    await assert.rejects(attach(twice), { param, message: /attached to an invoice already/ })
    await stripe.invoices.pay(id)
    await assert.rejects(attach((await pay(100)).id), /only attach payments to open/)
  })
})
