import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Stripe } from 'stripe'
import { consent, oauthWorld } from '../../test/worlds/oauth.js'
import { findLivingGrant } from '../store/grants.js'

async function connected(client_id = 'ca_test_ledgerline') {
  const world = await oauthWorld()
  const mode = client_id.includes('live') ? 'live' : 'test'
  const stripe = world.stripe(`sk_${mode}_ledgerline`)
  const code = await consent(world, { client_id })
  const token = await stripe.oauth.token({ grant_type: 'authorization_code', code })
  const access = { owner: 'acct_ledgerline', account: 'acct_harbour' }
  const isConnected = () =>
    findLivingGrant(world.store, { ...access, livemode: mode === 'live' }) !== undefined
  return { world, stripe, token, isConnected }
}

const harbour = { client_id: 'ca_test_ledgerline', stripe_user_id: 'acct_harbour' }
const invalidClient = Stripe.errors.StripeInvalidClientError

describe('deauthorizing', () => {
  it('ends the connection and tells that application alone', async () => {
    const { world, stripe, isConnected } = await connected()
    const answer = await stripe.oauth.deauthorize(harbour)
    assert.equal(answer.stripe_user_id, 'acct_harbour')
    assert.equal(isConnected(), false)
    const last = world.events().at(-1)
    const event = JSON.parse(last?.body ?? '') as { data: { object: unknown } }
    assert.equal(last?.type, 'account.application.deauthorized')
    assert.equal(last?.account, 'acct_harbour')
    assert.equal(last?.application, 'app_ledgerline')
    assert.deepEqual(event.data.object, {
      ...{ id: 'ca_test_ledgerline', object: 'application', name: 'ledgerline app' },
    })
  })

  it('works once: what is not connected looks like what does not exist', async () => {
    const { world, stripe } = await connected()
    await stripe.oauth.deauthorize(harbour)
    world.account('never')
    for (const stripe_user_id of ['acct_harbour', 'acct_never', 'acct_nobody']) {
      await assert.rejects(stripe.oauth.deauthorize({ ...harbour, stripe_user_id }), {
        rawType: 'invalid_client',
        message: `This application is not connected to stripe account ${stripe_user_id}, or that account does not exist.`,
      })
    }
    assert.equal(world.events().length, 2)
  })

  it('is refused for somebody else’s application and the other mode', async () => {
    const { world, stripe, isConnected } = await connected()
    world.account('rival')
    world.application('rival')
    const foreign = { ...harbour, client_id: 'ca_test_rival' }
    await assert.rejects(stripe.oauth.deauthorize(foreign), invalidClient)
    await assert.rejects(world.stripe('sk_test_rival').oauth.deauthorize(harbour), invalidClient)
    const live = world.stripe('sk_live_ledgerline').oauth
    await assert.rejects(live.deauthorize(harbour), invalidClient)
    const liveClient = { ...harbour, client_id: 'ca_live_ledgerline' }
    await assert.rejects(live.deauthorize(liveClient), invalidClient)
    assert.equal(isConnected(), true)
  })

  it('does not end a live connection from test mode', async () => {
    const { world, isConnected } = await connected('ca_live_ledgerline')
    const test = world.stripe('sk_test_ledgerline').oauth
    await assert.rejects(test.deauthorize(harbour), invalidClient)
    assert.equal(isConnected(), true)
  })

  it('looks at parameters before keys', async () => {
    const { world } = await connected()
    for (const body of ['', 'client_id=ca_test_ledgerline', 'stripe_user_id=acct_harbour']) {
      const request = new Request('http://localhost:4242/oauth/deauthorize', {
        ...{ method: 'POST', body },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      const response = await world.fetch(request)
      assert.equal(response.status, 400)
      assert.equal(((await response.json()) as { error: string }).error, 'invalid_request')
    }
  })

  it('lets the account connect again, as a new connection', async () => {
    const { world, stripe, isConnected } = await connected()
    await stripe.oauth.deauthorize(harbour)
    const code = await consent(world)
    await stripe.oauth.token({ grant_type: 'authorization_code', code })
    assert.equal(isConnected(), true)
    assert.deepEqual(
      world.events().map(({ type }) => type.split('.').at(-1)),
      ['authorized', 'deauthorized', 'authorized'],
    )
  })
})
