import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

const bank = {
  object: 'bank_account',
  country: 'US',
  currency: 'usd',
  routing_number: '110000000',
  account_number: '000123456789',
} as const

describe('an external account', () => {
  it('is a bank account or a debit card; the first of a currency is its default', async (t) => {
    const { stripe, account, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = account.account

    const first = await stripe.accounts.createExternalAccount(id, { external_account: 'btok_us' })
    const second = await stripe.accounts.createExternalAccount(id, {
      ...{ external_account: 'tok_visa_debit', metadata: { kept: 'yes' } },
    })

    assert.deepEqual([first.object, first.default_for_currency], ['bank_account', true])
    assert.deepEqual([second.object, second.default_for_currency], ['card', false])
    assert.deepEqual(second.metadata, { kept: 'yes' })
    assert.equal(first.account, id)
    const { data } = await stripe.accounts.listExternalAccounts(id, { object: 'card' })
    assert.deepEqual(
      data.map((one) => one.id),
      [second.id],
    )
    const page = await stripe.accounts.listExternalAccounts(id, { limit: 1 })
    assert.deepEqual([page.data.length, page.has_more], [1, true])
    assert.deepEqual(eventTypes(), [
      ...['account.external_account.created', 'account.external_account.created'],
    ])
  })

  it('hands the default on, and cannot be deleted while it is the default', async (t) => {
    const { stripe, account, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = account.account
    const first = await stripe.accounts.createExternalAccount(id, { external_account: bank })
    const second = await stripe.accounts.createExternalAccount(id, { external_account: bank })
    await assert.rejects(stripe.accounts.deleteExternalAccount(id, first.id), { statusCode: 400 })

    await stripe.accounts.updateExternalAccount(id, second.id, { default_for_currency: true })

    const before = await stripe.accounts.retrieveExternalAccount(id, first.id)
    assert.equal(before.default_for_currency, false)
    const gone = await stripe.accounts.deleteExternalAccount(id, first.id)
    assert.deepEqual([gone.deleted, gone.id], [true, first.id])
    assert.equal(eventTypes().at(-1), 'account.external_account.deleted')
    await assert.rejects(stripe.accounts.retrieveExternalAccount(id, first.id), { statusCode: 404 })
  })

  it('is refused with wrong numbers', async (t) => {
    const { stripe, account, close } = await startPlatform()
    t.after(close)
    const add = (external_account: object | string) =>
      stripe.accounts.createExternalAccount(account.account.id, {
        external_account: external_account as string,
      })

    await assert.rejects(add({ ...bank, routing_number: '110000001' }), {
      ...{ code: 'routing_number_invalid', param: 'external_account[routing_number]' },
    })
    await assert.rejects(add({ ...bank, account_number: '123' }), {
      ...{ code: 'account_number_invalid', param: 'external_account[account_number]' },
    })
    await assert.rejects(add('tok_visa'), { code: 'invalid_card_type' })
    await assert.rejects(add('btok_none'), { code: 'resource_missing' })
  })
})
