import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { startPlatform } from '../../../testing.js'
import { idOf } from '../reference.js'

const USD = { amount: 1000, currency: 'usd' }

/** A financial account with 50 in it. */
async function funded(t: TestContext) {
  const world = await startPlatform()
  t.after(world.close)
  const { stripe } = world
  const { treasury } = stripe
  const helpers = stripe.testHelpers.treasury
  const { id: financial_account } = await treasury.financialAccounts.create({
    supported_currencies: ['usd'],
  })
  await helpers.receivedCredits.create({
    ...{ amount: 5000, currency: 'usd', network: 'ach', financial_account },
  })
  const balance = async (id = financial_account) => {
    const { cash, inbound_pending, outbound_pending } = (
      await treasury.financialAccounts.retrieve(id)
    ).balance
    return [cash['usd'], inbound_pending['usd'], outbound_pending['usd']]
  }
  const transfer = (params: object = {}) =>
    treasury.outboundTransfers.create({
      ...{ ...USD, financial_account, destination_payment_method: 'pm_usBankAccount_success' },
      ...params,
    })
  return { ...world, treasury, helpers, financial_account, balance, transfer }
}

describe('money that leaves a financial account', () => {
  it('is pending until it is posted, and may come back', async (t) => {
    const { treasury, helpers, transfer, balance, eventTypes, now } = await funded(t)
    assert.deepEqual(await balance(), [5000, 0, 0])

    const sent = await transfer()
    assert.deepEqual([sent.status, sent.cancelable], ['processing', true])
    assert.equal(sent.destination_payment_method_details.us_bank_account?.last4, '6789')
    assert.deepEqual(await balance(), [4000, 0, 1000])

    const posted = await helpers.outboundTransfers.post(sent.id)
    assert.deepEqual([posted.status, posted.status_transitions.posted_at], ['posted', now()])
    assert.deepEqual(await balance(), [4000, 0, 0])
    assert.ok(eventTypes().includes('treasury.outbound_transfer.posted'))
    await assert.rejects(treasury.outboundTransfers.cancel(sent.id), { statusCode: 400 })

    const returned_details = { code: 'account_closed' } as const
    const back = await helpers.outboundTransfers.returnOutboundTransfer(sent.id, {
      returned_details,
    })
    assert.deepEqual([back.status, back.returned_details?.code], ['returned', 'account_closed'])
    assert.deepEqual(await balance(), [5000, 0, 0])

    const { data } = await treasury.transactions.list({
      ...{ financial_account: sent.financial_account, expand: ['data.entries'] },
    })
    assert.deepEqual(data.map((one) => [one.flow_type, one.amount, one.status]).toReversed(), [
      ['received_credit', 5000, 'posted'],
      ['outbound_transfer', -1000, 'posted'],
      ['outbound_transfer', 1000, 'posted'],
    ])
    const entries = data[1]?.entries?.data.map(({ type }) => type)
    assert.deepEqual(entries, ['outbound_transfer', 'outbound_transfer_posting'])
  })

  it('stays when it fails or is called off', async (t) => {
    const { treasury, helpers, transfer, balance, eventTypes } = await funded(t)
    const failed = await helpers.outboundTransfers.fail((await transfer()).id)
    assert.equal(failed.status, 'failed')
    assert.deepEqual(await balance(), [5000, 0, 0])
    const canceled = await treasury.outboundTransfers.cancel((await transfer()).id)
    assert.deepEqual([canceled.status, canceled.cancelable], ['canceled', false])
    assert.deepEqual(await balance(), [5000, 0, 0])
    assert.equal(eventTypes().at(-1), 'treasury.outbound_transfer.canceled')
    const voided = await treasury.transactions.retrieve(idOf(canceled.transaction))
    assert.equal(voided.status, 'void')
  })

  it('goes to somebody else, or to another financial account', async (t) => {
    const { treasury, helpers, financial_account, balance, eventTypes } = await funded(t)
    const payment = await treasury.outboundPayments.create({
      ...{ ...USD, financial_account },
      destination_payment_method_data: {
        type: 'us_bank_account',
        billing_details: { name: 'Ada' },
        us_bank_account: {
          ...{ account_holder_type: 'individual', account_number: '000123456789' },
          routing_number: '110000000',
        },
      },
    })
    const { billing_details, us_bank_account } = payment.destination_payment_method_details ?? {}
    assert.deepEqual([billing_details?.name, us_bank_account?.network], ['Ada', 'ach'])
    const tracked = await helpers.outboundPayments.update(payment.id, {
      tracking_details: { type: 'ach', ach: { trace_id: '123' } },
    })
    assert.equal(tracked.tracking_details?.ach?.trace_id, '123')
    assert.equal(eventTypes().at(-1), 'treasury.outbound_payment.tracking_details_updated')
    await helpers.outboundPayments.post(payment.id)

    const { id: other } = await treasury.financialAccounts.create({ supported_currencies: ['usd'] })
    const data = { type: 'financial_account', financial_account: other } as const
    const moved = await treasury.outboundTransfers.create({
      ...{ ...USD, financial_account, destination_payment_method_data: data },
    })
    await helpers.outboundTransfers.post(moved.id)
    assert.deepEqual(
      [await balance(), await balance(other)],
      [
        [3000, 0, 0],
        [1000, 0, 0],
      ],
    )
    const [credit] = (await treasury.receivedCredits.list({ financial_account: other })).data
    assert.equal(credit?.linked_flows.source_flow, moved.id)
  })

  it('is at least something, in a currency that the account holds', async (t) => {
    const { treasury, helpers, transfer, financial_account, balance } = await funded(t)
    const bank = 'pm_usBankAccount_success'
    const flows = {
      credit: (sum: typeof USD) =>
        helpers.receivedCredits.create({ ...sum, network: 'ach', financial_account }),
      debit: (sum: typeof USD) =>
        helpers.receivedDebits.create({ ...sum, network: 'ach', financial_account }),
      fetched: (sum: typeof USD) =>
        treasury.inboundTransfers.create({
          ...{ ...sum, financial_account, origin_payment_method: bank },
        }),
      sent: transfer,
    }
    for (const flow of Object.values(flows)) {
      await assert.rejects(flow({ amount: -5, currency: 'usd' }), { param: 'amount' })
      await assert.rejects(flow({ amount: 5, currency: 'eur' }), {
        ...{ code: 'financial_account_balance_does_not_support_currency', param: 'currency' },
      })
    }
    assert.deepEqual(await balance(), [5000, 0, 0])
  })

  it('has to be there, and to go somewhere else', async (t) => {
    const { treasury, transfer, financial_account } = await funded(t)
    await assert.rejects(transfer({ amount: 5001 }), { code: 'balance_insufficient' })
    await assert.rejects(transfer({ financial_account: 'fa_none' }), { param: 'financial_account' })
    await assert.rejects(transfer({ destination_payment_method: 'pm_card_visa' }), {
      param: 'destination_payment_method',
    })
    const nowhere = treasury.outboundPayments.create({ ...USD, financial_account })
    await assert.rejects(nowhere, { code: 'parameter_missing' })
    const itself = { type: 'financial_account', financial_account } as const
    const around = treasury.outboundTransfers.create({
      ...{ ...USD, financial_account, destination_payment_method_data: itself },
    })
    await assert.rejects(around, { param: 'destination_payment_method_data[financial_account]' })
  })
})

describe('money that comes into a financial account', () => {
  it('is pending until its bank has let it go, and may be taken back', async (t) => {
    const { treasury, helpers, financial_account, balance, eventTypes } = await funded(t)
    const fetch = () =>
      treasury.inboundTransfers.create({
        ...{ ...USD, financial_account, origin_payment_method: 'pm_usBankAccount_success' },
      })
    const { id } = await fetch()
    assert.deepEqual(await balance(), [5000, 1000, 0])
    assert.equal((await helpers.inboundTransfers.succeed(id)).status, 'succeeded')
    assert.deepEqual(await balance(), [6000, 0, 0])
    assert.equal(eventTypes().at(-1), 'treasury.inbound_transfer.succeeded')
    const back = await helpers.inboundTransfers.returnInboundTransfer(id)
    assert.deepEqual([back.status, back.returned], ['succeeded', true])
    assert.deepEqual(await balance(), [5000, 0, 0])

    const failure_details = { code: 'debit_not_authorized' } as const
    const failed = await helpers.inboundTransfers.fail((await fetch()).id, { failure_details })
    assert.deepEqual(
      [failed.status, failed.failure_details?.code],
      ['failed', 'debit_not_authorized'],
    )
    assert.equal((await treasury.inboundTransfers.cancel((await fetch()).id)).status, 'canceled')
    assert.deepEqual(await balance(), [5000, 0, 0])
    await assert.rejects(helpers.inboundTransfers.succeed(failed.id), { statusCode: 400 })
  })

  it('is debited by others only as far as it goes', async (t) => {
    const { helpers, financial_account, balance } = await funded(t)
    const debit = (amount: number) =>
      helpers.receivedDebits.create({
        ...{ amount, currency: 'usd', financial_account, network: 'ach' },
      })
    assert.equal((await debit(4000)).status, 'succeeded')
    const refused = await debit(1001)
    assert.deepEqual([refused.status, refused.failure_code], ['failed', 'insufficient_funds'])
    assert.deepEqual(await balance(), [1000, 0, 0])
  })
})

describe('a financial account', () => {
  it('is closed once it is empty, for good', async (t) => {
    const { treasury, helpers, transfer, financial_account, eventTypes } = await funded(t)
    const { financialAccounts } = treasury
    await assert.rejects(financialAccounts.close(financial_account), /once it is empty/)
    const { id } = await transfer({ amount: 5000 })
    await assert.rejects(financialAccounts.close(financial_account), /nothing is pending/)
    await helpers.outboundTransfers.post(id)

    assert.equal((await financialAccounts.close(financial_account)).status, 'closed')

    assert.equal(eventTypes().at(-1), 'treasury.financial_account.closed')
    const credit = { ...USD, network: 'ach', financial_account } as const
    await assert.rejects(helpers.receivedCredits.create(credit), { param: 'financial_account' })
    await assert.rejects(financialAccounts.close(financial_account), { statusCode: 400 })
  })
})
