import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startPlatform } from '../../testing.js'

describe("the command line's way to an authorization", () => {
  it('makes one, which is asked about first, and refuses in the words of the API', async (test) => {
    const { stripe, platform, account, eventTypes, close } = await startPlatform()
    test.after(close)
    const address = { line1: '1 Main', city: 'Oakland', country: 'US', postal_code: '94111' }
    const cardholder = await stripe.issuing.cardholders.create({
      ...{ name: 'Jenny Rosen', type: 'individual', billing: { address } },
    })
    const card = await stripe.issuing.cards.create({
      ...{ currency: 'usd', type: 'virtual', cardholder: cardholder.id, status: 'active' },
    })
    const authorize = async (id: string, form: Record<string, string>) => {
      const url = `http://127.0.0.1/v1/issuing/cards/${id}/test/authorizations`
      const headers = { authorization: `Bearer ${account.keys.test.secret}` }
      const body = new URLSearchParams(form)
      const answer = await platform.fetch(url, { method: 'POST', headers, body })
      return { status: answer.status, text: await answer.text() }
    }

    const made = await authorize(card.id, { held_amount: '100', authorization_method: 'online' })
    const { object, currency } = JSON.parse(made.text)

    assert.deepEqual([made.status, object, currency], [200, 'issuing.authorization', 'usd'])
    assert.deepEqual(eventTypes().slice(-2), [
      'issuing_authorization.request',
      'issuing_authorization.created',
    ])
    assert.match((await authorize('ic_nobody', {})).text, /No such/)
    assert.equal((await authorize(card.id, { held_amount: 'much' })).status, 400)
  })
})
