import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  authorizePath,
  consent,
  oauthWorld,
  signedInBrowser,
  target,
} from '../../test/worlds/oauth.js'

async function connected() {
  const world = await oauthWorld()
  const stripe = world.stripe('sk_test_ledgerline')
  const code = await consent(world)
  await stripe.oauth.token({ grant_type: 'authorization_code', code })
  return { world, stripe, browser: await signedInBrowser(world) }
}

describe('connecting again', () => {
  it('gives a new code at once when the person has agreed to all of it before', async () => {
    const { stripe, browser, world } = await connected()
    const answer = await browser.open(authorizePath())
    assert.equal(answer.status, 302)
    const code = target(answer).searchParams.get('code') ?? ''
    assert.match(code, /^ac_/)
    await stripe.oauth.token({ grant_type: 'authorization_code', code })
    assert.equal(world.events().length, 1)
  })

  it('asks when more is wanted, when the application insists, and after an hour', async () => {
    const { browser, world } = await connected()
    const more = await browser.open(authorizePath({ scope: 'read_write' }))
    assert.match(more.text, /From now on it could change things too/)
    const insisting = await browser.open(authorizePath({ always_prompt: '1' }))
    assert.match(insisting.text, /Already connected/)
    world.move(3601)
    assert.equal((await browser.open(authorizePath())).status, 200)
  })

  it('asks a person who could mean another account', async () => {
    const { browser, world } = await connected()
    const second = world.account('second')
    world.store.run(`insert into memberships values ('grace', ?, 'administrator')`, second)
    assert.equal((await browser.open(authorizePath())).status, 200)
  })

  it('asks again after the connection has ended', async () => {
    const { browser, stripe } = await connected()
    const harbour = { client_id: 'ca_test_ledgerline', stripe_user_id: 'acct_harbour' }
    await stripe.oauth.deauthorize(harbour)
    assert.equal((await browser.open(authorizePath())).status, 200)
  })
})
