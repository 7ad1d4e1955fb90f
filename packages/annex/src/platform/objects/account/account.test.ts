import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../../testing.js'

describe('an account', () => {
  it('sees itself, by either address', async (t) => {
    const { stripe, account, close } = await startPlatform()
    t.after(close)

    const own = await stripe.accounts.retrieveCurrent()
    const byId = await stripe.accounts.retrieve(account.account.id)

    assert.equal(own.id, account.account.id)
    assert.deepEqual([own.country, own.default_currency, own.type], ['US', 'usd', 'standard'])
    assert.deepEqual({ ...own, lastResponse: 0 }, { ...byId, lastResponse: 0 })
  })

  it('changes one field of a group and leaves its siblings', async (t) => {
    const { stripe, account, eventTypes, close } = await startPlatform()
    t.after(close)
    const { id } = account.account

    await stripe.accounts.update(id, { business_profile: { url: 'https://harbour.test' } })
    const updated = await stripe.accounts.update(id, {
      settings: { payments: { statement_descriptor: 'HARBOUR COFFEE' } },
    })

    assert.equal(updated.business_profile?.name, 'Harbour')
    assert.equal(updated.business_profile?.url, 'https://harbour.test')
    assert.equal(updated.settings?.payments.statement_descriptor, 'HARBOUR COFFEE')
    assert.notEqual(updated.settings?.dashboard, undefined)
    assert.deepEqual(eventTypes(), ['account.updated', 'account.updated'])
  })

  it('cannot be deleted by itself', async (t) => {
    const { stripe, account, close } = await startPlatform()
    t.after(close)

    await assert.rejects(stripe.accounts.del(account.account.id), { statusCode: 400 })
    assert.equal((await stripe.accounts.retrieveCurrent()).id, account.account.id)
  })
})
