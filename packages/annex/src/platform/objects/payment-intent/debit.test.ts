import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

const debited = {
  amount: 2000,
  currency: 'usd',
  allowed_payment_method_types: ['us_bank_account'],
  confirm: true,
} satisfies object

const typed = (account_number: string) => ({
  ...debited,
  payment_method_data: {
    type: 'us_bank_account',
    billing_details: { name: 'Jenny Rosen' },
    us_bank_account: {
      account_holder_type: 'individual',
      account_number,
      routing_number: '110000000',
    },
  } as const,
})

describe('a payment from a bank account', () => {
  it('is processing until the bank has paid', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)

    const intent = await stripe.paymentIntents.create({
      ...{ ...debited, payment_method: 'pm_usBankAccount_success' },
    })
    const charge = await stripe.charges.retrieve(idOf(intent.latest_charge ?? ''))

    assert.equal(intent.status, 'processing')
    assert.match(charge.id, /^py_3/)
    assert.deepEqual(
      [charge.status, charge.paid, charge.balance_transaction],
      ['pending', false, null],
    )
    assert.equal(charge.payment_method_details?.us_bank_account?.last4, '6789')
    assert.deepEqual(eventTypes(), [
      'payment_intent.created',
      'charge.pending',
      'payment_intent.processing',
    ])

    advance(15)

    const paid = await stripe.paymentIntents.retrieve(intent.id, {
      expand: ['latest_charge.balance_transaction'],
    })
    assert.deepEqual([paid.status, paid.amount_received], ['succeeded', 2000])
    const { latest_charge } = paid
    assert.ok(latest_charge !== null && typeof latest_charge === 'object')
    assert.deepEqual([latest_charge.status, latest_charge.paid], ['succeeded', true])
    const moved = latest_charge.balance_transaction
    assert.ok(moved !== null && typeof moved === 'object')
    assert.deepEqual([moved.type, moved.amount], ['payment', 2000])
    assert.deepEqual(eventTypes().slice(3, 5), ['charge.succeeded', 'payment_intent.succeeded'])
  })

  for (const [token, code] of [
    ['pm_usBankAccount_accountClosed', 'account_closed'],
    ['pm_usBankAccount_noAccount', 'no_account'],
    ['pm_usBankAccount_insufficientFunds', 'insufficient_funds'],
    ['pm_usBankAccount_debitNotAuthorized', 'debit_not_authorized'],
    ['pm_usBankAccount_invalidCurrency', 'invalid_currency'],
    ['pm_usBankAccount_weeklyLimitExceeded', 'charge_exceeds_source_limit'],
    ['pm_usBankAccount_riskLevelHighest', 'payment_method_bank_account_blocked'],
  ] as const) {
    it(`comes back with ${code} from ${token}`, async (t) => {
      const { stripe, eventTypes, advance, close } = await startPlatform()
      t.after(close)
      const { id } = await stripe.paymentIntents.create({ ...debited, payment_method: token })

      advance(15)

      const failed = await stripe.paymentIntents.retrieve(id)
      assert.equal(failed.status, 'requires_payment_method')
      assert.equal(failed.last_payment_error?.code, code)
      assert.equal(failed.payment_method, null)
      const charge = await stripe.charges.retrieve(idOf(failed.latest_charge ?? ''))
      assert.deepEqual([charge.status, charge.failure_code], ['failed', code])
      assert.deepEqual(eventTypes().slice(-2), ['charge.failed', 'payment_intent.payment_failed'])
    })
  }

  it('can be canceled while its bank says nothing', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.paymentIntents.create({
      ...{ ...debited, payment_method: 'pm_usBankAccount_processing' },
    })
    advance(86_400)
    assert.equal((await stripe.paymentIntents.retrieve(id)).status, 'processing')

    const canceled = await stripe.paymentIntents.cancel(id)

    assert.equal(canceled.status, 'canceled')
    assert.deepEqual(eventTypes().slice(-2), ['charge.failed', 'payment_intent.canceled'])
  })

  it('is not finished any more once it was canceled', async (t) => {
    const { stripe, advance, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.paymentIntents.create({
      ...{ ...debited, payment_method: 'pm_usBankAccount_success' },
    })
    await stripe.paymentIntents.cancel(id)

    advance(60)

    assert.equal((await stripe.paymentIntents.retrieve(id)).status, 'canceled')
    assert.deepEqual((await stripe.balanceTransactions.list()).data, [])
  })

  it('is taken back for good from the account made for it', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)
    await stripe.paymentIntents.create({ ...debited, payment_method: 'pm_usBankAccount_dispute' })

    advance(30)

    const [dispute] = (await stripe.disputes.list()).data
    assert.deepEqual([dispute?.status, dispute?.reason], ['lost', 'debit_not_authorized'])
    assert.deepEqual(eventTypes().slice(-5, -1), [
      'charge.dispute.created',
      'charge.updated',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.closed',
    ])
  })

  it('takes no part in manual capture', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const paying = stripe.paymentIntents.create({
      ...{ ...debited, payment_method: 'pm_usBankAccount_success', capture_method: 'manual' },
    })
    await assert.rejects(paying, { code: 'payment_intent_invalid_parameter' })
  })

  it('is refused where bank accounts were not asked for', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const paying = stripe.paymentIntents.create({
      ...{ ...debited, allowed_payment_method_types: ['card'] },
      payment_method: 'pm_usBankAccount_success',
    })
    await assert.rejects(paying, { code: 'payment_intent_incompatible_payment_method' })
  })
})

describe('a bank account typed in', () => {
  it('is proved with what two deposits said before it is debited', async (t) => {
    const { stripe, eventTypes, advance, close } = await startPlatform()
    t.after(close)

    const asked = await stripe.paymentIntents.create(typed('000123456789'))

    assert.equal(asked.status, 'requires_action')
    assert.equal(asked.next_action?.type, 'verify_with_microdeposits')
    await assert.rejects(stripe.paymentIntents.verifyMicrodeposits(asked.id, { amounts: [1, 2] }), {
      code: 'payment_method_microdeposit_verification_amounts_mismatch',
    })
    const verified = await stripe.paymentIntents.verifyMicrodeposits(asked.id, {
      amounts: [32, 45],
    })
    assert.equal(verified.status, 'processing')
    advance(15)
    assert.equal((await stripe.paymentIntents.retrieve(asked.id)).status, 'succeeded')
    assert.deepEqual(eventTypes().slice(0, 5), [
      'payment_intent.created',
      'payment_intent.requires_action',
      'mandate.updated',
      'charge.pending',
      'payment_intent.processing',
    ])
  })

  for (const [said, code] of [
    [{}, 'parameter_missing'],
    [{ amounts: [32, 45], descriptor_code: 'SM11AA' }, 'parameters_exclusive'],
    [{ amounts: [10, 11] }, 'payment_method_microdeposit_verification_attempts_exceeded'],
    [{ amounts: [40, 41] }, 'payment_method_microdeposit_verification_timeout'],
    [{ descriptor_code: 'SM33CC' }, 'payment_method_microdeposit_verification_attempts_exceeded'],
    [{ descriptor_code: 'SM44DD' }, 'payment_method_microdeposit_verification_timeout'],
    [
      { descriptor_code: 'SM12AB' },
      'payment_method_microdeposit_verification_descriptor_code_mismatch',
    ],
  ] as const) {
    it(`is not proved by ${JSON.stringify(said)}`, async (t) => {
      const { stripe, close } = await startPlatform()
      t.after(close)
      const { id } = await stripe.paymentIntents.create(typed('000123456789'))
      const { amounts, ...code_ } = { amounts: undefined, ...said }
      const params = { ...code_, ...(amounts && { amounts: [...amounts] }) }
      await assert.rejects(stripe.paymentIntents.verifyMicrodeposits(id, params), { code })
      assert.equal((await stripe.paymentIntents.retrieve(id)).status, 'requires_action')
    })
  }

  it('waits for another method when the deposits never arrive', async (t) => {
    const { stripe, advance, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.paymentIntents.create(typed('000666666661'))
    advance(15)
    const failed = await stripe.paymentIntents.retrieve(id)
    assert.equal(failed.status, 'requires_payment_method')
    assert.equal(failed.last_payment_error?.code, 'payment_method_microdeposit_failed')
  })

  it('is refused when it is no test account, or at no bank', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    await assert.rejects(stripe.paymentIntents.create(typed('12345')), {
      code: 'account_number_invalid',
      param: 'payment_method_data[us_bank_account][account_number]',
    })
    const { payment_method_data: data } = typed('000123456789')
    const elsewhere = { ...data.us_bank_account, routing_number: '110000001' }
    await assert.rejects(stripe.paymentMethods.create({ ...data, us_bank_account: elsewhere }), {
      code: 'routing_number_invalid',
      param: 'us_bank_account[routing_number]',
    })
  })

  it('has nothing to verify while a card is in 3-D Secure', async (t) => {
    const { stripe, close } = await startPlatform()
    t.after(close)
    const { id } = await stripe.paymentIntents.create({
      ...{ amount: 2000, currency: 'usd', confirm: true },
      payment_method: 'pm_card_authenticationRequired',
    })
    await assert.rejects(
      stripe.paymentIntents.verifyMicrodeposits(id, { descriptor_code: 'SM11AA' }),
      { code: 'payment_intent_unexpected_state' },
    )
  })
})

describe('other payment methods', () => {
  it('are kept in their shape, and pay the way their type does', async (t) => {
    const { stripe, advance, close } = await startPlatform()
    t.after(close)
    const pay = (type: 'link' | 'sepa_debit' | 'ideal', more: object = {}) =>
      stripe.paymentIntents.create({
        ...{ amount: 2000, currency: 'eur', confirm: true, allowed_payment_method_types: [type] },
        return_url: 'https://shop.test/back',
        payment_method_data: { type, ...more },
      })

    const link = await pay('link')
    const debit = await pay('sepa_debit', { sepa_debit: { iban: 'AT61 1904 3002 3457 3201' } })
    const ideal = await pay('ideal', { ideal: { bank: 'ing' } })

    assert.deepEqual(
      [link.status, debit.status, ideal.status],
      ['succeeded', 'processing', 'requires_action'],
    )
    assert.equal(ideal.next_action?.type, 'redirect_to_url')
    const method = await stripe.paymentMethods.retrieve(idOf(debit.payment_method ?? ''))
    assert.deepEqual([method.sepa_debit?.last4, method.sepa_debit?.country], ['3201', 'AT'])
    advance(15)
    assert.equal((await stripe.paymentIntents.retrieve(debit.id)).status, 'succeeded')
  })
})
