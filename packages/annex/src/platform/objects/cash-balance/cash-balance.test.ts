import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type Stripe from 'stripe'
import { startPlatform } from '../../../testing.js'

/** A customer, and a payment of $20.00 that is to come by bank transfer. */
async function waiting(test: TestContext, more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  const world = await startPlatform()
  test.after(world.close)
  const { stripe } = world
  const customer = (await stripe.customers.create()).id
  const pay = (others: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'usd', customer, confirm: true },
      allowed_payment_method_types: ['customer_balance'],
      payment_method_data: { type: 'customer_balance' },
      payment_method_options: {
        customer_balance: {
          bank_transfer: { type: 'us_bank_transfer' },
          funding_type: 'bank_transfer',
        },
      },
      ...more,
      ...others,
    })
  const send = (amount: number, currency = 'usd') =>
    stripe.testHelpers.customers.fundCashBalance(customer, { amount, currency })
  const cash = async () => (await stripe.customers.retrieveCashBalance(customer)).available
  return { ...world, customer, pay, send, cash }
}

describe('a payment by bank transfer', () => {
  it('says where to send the money, and succeeds once it is all there', async (test) => {
    const { stripe, pay, send, cash, eventTypes } = await waiting(test)

    const asked = await pay()
    const shown = asked.next_action?.display_bank_transfer_instructions
    assert.deepEqual(
      [asked.status, shown?.amount_remaining, shown?.type],
      ['requires_action', 2000, 'us_bank_transfer'],
    )
    assert.equal(shown?.financial_addresses?.[0]?.type, 'aba')

    await send(500)
    const partly = await stripe.paymentIntents.retrieve(asked.id)
    assert.equal(partly.next_action?.display_bank_transfer_instructions?.amount_remaining, 1500)
    assert.ok(eventTypes().includes('payment_intent.partially_funded'))
    assert.deepEqual(await cash(), { usd: 0 })

    await send(1800)
    const paid = await stripe.paymentIntents.retrieve(asked.id, { expand: ['latest_charge'] })
    assert.deepEqual(
      [paid.status, paid.amount_received, paid.next_action],
      ['succeeded', 2000, null],
    )
    assert.deepEqual(await cash(), { usd: 300 })
    assert.equal(eventTypes().at(-1), 'cash_balance.funds_available')
  })

  it('may name the Japanese transfer as the command line does', async (test) => {
    const { pay } = await waiting(test)
    const named = (type: string) => ({
      payment_method_options: {
        customer_balance: { bank_transfer: { type }, funding_type: 'bank_transfer' },
      },
    })
    const yen = { amount: 20_000, currency: 'jpy' }
    const asked = await pay({ ...yen, ...(named('jp_bank_account') as object) })
    assert.deepEqual(
      [
        asked.next_action?.display_bank_transfer_instructions?.type,
        asked.payment_method_options?.customer_balance?.bank_transfer?.type,
      ],
      ['jp_bank_transfer', 'jp_bank_transfer'],
    )
    await assert.rejects(pay({ ...yen, ...(named('us_bank_account') as object) }), {
      param: 'payment_method_options[customer_balance][bank_transfer][type]',
    })
  })

  it('uses what is already there', async (test) => {
    const { pay, send, cash } = await waiting(test)
    await send(2500)
    assert.equal((await pay()).status, 'succeeded')
    assert.deepEqual(await cash(), { usd: 500 })
  })

  it('gives back what it had when it is canceled', async (test) => {
    const { stripe, customer, pay, send, cash } = await waiting(test)
    const { id } = await pay()
    await send(700)
    await stripe.paymentIntents.cancel(id)
    assert.deepEqual(await cash(), { usd: 700 })
    const moved = await stripe.customers.listCashBalanceTransactions(customer)
    assert.deepEqual(
      moved.data.map(({ type, net_amount, ending_balance }) => [type, net_amount, ending_balance]),
      [
        ['unapplied_from_payment', 700, 700],
        ['applied_to_payment', -700, 0],
        ['funded', 700, 700],
      ],
    )
  })

  it('goes back to the balance when it is refunded', async (test) => {
    const { stripe, pay, send, cash } = await waiting(test)
    await send(2000)
    const refund = await stripe.refunds.create({ payment_intent: (await pay()).id, amount: 400 })
    assert.equal(refund.destination_details?.type, 'customer_cash_balance')
    assert.deepEqual(await cash(), { usd: 400 })
  })

  it('waits for a word where the balance is used by hand', async (test) => {
    const { stripe, customer, pay, send, cash } = await waiting(test)
    await stripe.customers.updateCashBalance(customer, {
      settings: { reconciliation_mode: 'manual' },
    })
    const { id } = await pay()
    await send(2000)
    assert.deepEqual(await cash(), { usd: 2000 })
    await assert.rejects(
      stripe.paymentIntents.applyCustomerBalance(id, { amount: 2001 }),
      /cash balance does not cover this/,
    )
    for (const amount of [0, -500]) {
      await assert.rejects(stripe.paymentIntents.applyCustomerBalance(id, { amount }), {
        ...{ code: 'parameter_invalid_integer', param: 'amount' },
      })
    }
    assert.equal(
      (await stripe.paymentIntents.applyCustomerBalance(id, { amount: 500 })).status,
      'requires_action',
    )
    assert.equal((await stripe.paymentIntents.applyCustomerBalance(id)).status, 'succeeded')
    assert.deepEqual(await cash(), { usd: 0 })
  })

  it('is refused where it could never be paid', async (test) => {
    const { stripe, pay, send } = await waiting(test)
    await assert.rejects(pay({ customer: undefined }), { param: 'customer' })
    await assert.rejects(pay({ payment_method_options: {} }), {
      param: 'payment_method_options[customer_balance][funding_type]',
    })
    await assert.rejects(pay({ capture_method: 'manual' }), { param: 'capture_method' })
    await assert.rejects(send(0), { param: 'amount' })
    await assert.rejects(send(100, 'chf'), { param: 'currency' })
    const card = await stripe.paymentIntents.create({
      ...{ amount: 500, currency: 'usd', allowed_payment_method_types: ['card'] },
    })
    await assert.rejects(stripe.paymentIntents.applyCustomerBalance(card.id), { param: 'customer' })
  })

  it('can be announced beforehand: the same account for the same customer', async (test) => {
    const { stripe, customer, pay } = await waiting(test)
    const ask = (type: 'us_bank_transfer' | 'gb_bank_transfer') =>
      stripe.customers.createFundingInstructions(customer, {
        ...{ currency: 'usd', funding_type: 'bank_transfer', bank_transfer: { type } },
      })
    const { bank_transfer } = await ask('us_bank_transfer')
    const intent = await pay()
    assert.deepEqual(
      bank_transfer.financial_addresses[0]?.aba?.account_number,
      intent.next_action?.display_bank_transfer_instructions?.financial_addresses?.[0]?.aba
        ?.account_number,
    )
    await assert.rejects(ask('gb_bank_transfer'), { param: 'bank_transfer[type]' })
  })
})
