import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  authorizePath,
  CALLBACK,
  LIVE_CALLBACK,
  oauthWorld,
  signedInBrowser,
  target,
} from '../../test/worlds/oauth.js'
import { PASSWORD } from '../../test/worlds/people.js'
import { setRedirectUris } from '../store/redirect-uris.js'

const grace = { email: 'grace@people.test', password: PASSWORD }

describe('being asked', () => {
  it('leads a stranger through signing in to the question, and their yes to the application', async () => {
    const world = await oauthWorld()
    const browser = world.browser()
    const door = await browser.open(authorizePath())
    assert.match(door.text, /to connect an account to ledgerline app/)
    const question = await browser.press('Sign in', grace)
    assert.match(question.text, /ledgerline app wants to connect to your account/)
    assert.match(question.text, /able to see, but not change/)
    assert.match(question.text, /Test mode/)
    assert.equal(question.headers.get('x-frame-options'), 'DENY')
    assert.equal(question.headers.get('cache-control'), 'no-store')

    const answer = await browser.press('Connect account')
    const to = target(answer)
    assert.equal(answer.status, 303)
    assert.equal(to.origin + to.pathname, CALLBACK)
    assert.deepEqual([...to.searchParams.keys()], ['scope', 'code', 'state', 'iss'])
    assert.match(to.searchParams.get('code') ?? '', /^ac_\w{32}$/)
    assert.equal(to.searchParams.get('state'), 'st 1&=é')
    assert.equal(to.searchParams.get('iss'), 'http://localhost:4242')
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
    assert.equal(answer.headers.get('cache-control'), 'no-store')
  })

  it('keeps the query a registered URI has, and sends no state that was not sent', async () => {
    const world = await oauthWorld()
    const browser = await signedInBrowser(world)
    await browser.open(authorizePath({ redirect_uri: `${CALLBACK}?tab=2`, state: '' }))
    const to = target(await browser.press('Connect account'))
    assert.match(to.search, /^\?tab=2&scope=read_only&code=ac_/)
    assert.equal(to.searchParams.has('state'), false)
  })

  it('takes no for an answer, also from somebody without an account to connect', async () => {
    const world = await oauthWorld()
    world.member('heidi', {})
    const browser = await signedInBrowser(world, 'heidi')
    await browser.open(authorizePath())
    const answer = await browser.press('Cancel')
    const to = target(answer)
    assert.equal(answer.status, 303)
    assert.equal(to.searchParams.get('error'), 'access_denied')
    assert.equal(to.searchParams.get('error_description'), 'The user denied your request')
    assert.equal(to.searchParams.get('state'), 'st 1&=é')
    assert.deepEqual(world.store.all('select id from grants'), [])
  })

  it('says plainly when an application will change things, and which mode it is', async () => {
    const world = await oauthWorld()
    const browser = await signedInBrowser(world)
    const page = await browser.open(
      authorizePath({ client_id: 'ca_live_ledgerline', scope: 'read_write' }),
    )
    assert.match(page.text, /able to see and change/)
    assert.doesNotMatch(page.text, /Test mode/)
    assert.match(page.text, /You will return to ledgerline\.test/)
    assert.ok(target(await browser.press('Connect account')).href.startsWith(LIVE_CALLBACK))
  })

  it('counts the first answer only', async () => {
    const world = await oauthWorld()
    const browser = await signedInBrowser(world)
    await browser.open(authorizePath())
    const question = browser.page.url.pathname
    const token = /name="form_token" value="([^"]+)"/.exec(browser.page.html)?.[1] ?? ''
    await browser.press('Connect account')
    const form = { form_token: token, account: 'acct_harbour', decision: 'deny' }
    const again = await browser.post(question, form)
    assert.equal(again.status, 400)
    assert.match(again.text, /answered this already/)
    assert.equal((await browser.open(question)).status, 400)
  })

  it('belongs to the browser that was asked, for an hour', async () => {
    const world = await oauthWorld()
    const browser = await signedInBrowser(world)
    await browser.open(authorizePath())
    const question = browser.page.url.pathname
    const other = await signedInBrowser(world)
    assert.equal((await other.open(question)).status, 404)

    world.move(3599)
    assert.equal((await browser.open(question)).status, 200)
    world.move(1)
    assert.equal((await browser.open(question)).status, 404)
  })

  it('sends nobody to an address that its application has removed meanwhile', async () => {
    for (const button of ['Connect account', 'Cancel']) {
      const world = await oauthWorld()
      const browser = await signedInBrowser(world)
      await browser.open(authorizePath({ redirect_uri: `${CALLBACK}?tab=2` }))
      const question = browser.page.url.pathname
      setRedirectUris(world.store, 'ca_test_ledgerline', [CALLBACK])

      const answer = await browser.press(button)

      assert.equal(answer.status, 404)
      assert.equal(answer.headers.get('location'), null)
      assert.match(answer.text, /the app has changed its settings/)
      assert.deepEqual(world.store.all('select id from grants'), [])
      assert.equal((await browser.open(question)).status, 404)
      assert.equal((await browser.open(`${question}/account`)).status, 404)
    }
  })

  it('can’t be answered by another site or without the token', async () => {
    const world = await oauthWorld()
    const browser = await signedInBrowser(world)
    await browser.open(authorizePath())
    const question = browser.page.url.pathname
    const token = /name="form_token" value="([^"]+)"/.exec(browser.page.html)?.[1] ?? ''
    const form = { account: 'acct_harbour', decision: 'allow' }
    assert.equal((await browser.post(question, form)).status, 403)
    const signed = { ...form, form_token: token }
    const places: Record<string, string>[] = [
      { origin: 'https://evil.test' },
      { 'sec-fetch-site': 'same-site' },
    ]
    for (const headers of places) {
      assert.equal((await browser.post(question, signed, headers)).status, 403)
    }
    assert.equal((await browser.post(question, signed)).status, 303)
  })

  it('takes nothing from the form but the choice of an own account', async () => {
    const world = await oauthWorld()
    world.account('other')
    const browser = await signedInBrowser(world)
    await browser.open(authorizePath())
    for (const account of ['acct_other', 'acct_nobody', '']) {
      assert.equal((await browser.press('Connect account', { account })).status, 400)
      await browser.open(authorizePath())
    }
    const more = { scope: 'read_write', redirect_uri: 'https://evil.test/', client_id: 'ca_x' }
    const to = target(await browser.press('Connect account', more))
    assert.equal(to.origin, 'http://localhost:4300')
    assert.equal(to.searchParams.get('scope'), 'read_only')
  })
})

describe('choosing an account', () => {
  it('offers those that can be connected, and says why the others can’t', async () => {
    const world = await oauthWorld()
    world.account('twin', 'LEDGERLINE@ledgerline.test')
    world.account('seen')
    world.member('ivan', {
      ...{ acct_ledgerline: 'administrator', acct_twin: 'administrator', acct_seen: 'viewer' },
    })
    const browser = await signedInBrowser(world, 'ivan')
    const page = await browser.open(authorizePath())
    assert.match(page.text, /can’t be connected to itself/)
    assert.match(page.text, /Only an administrator/)
    assert.match(page.text, /same email address/)
    for (const account of ['acct_ledgerline', 'acct_twin', 'acct_seen']) {
      await browser.open(authorizePath())
      assert.equal((await browser.press('Connect account', { account })).status, 400)
    }
    // The rule about addresses is one of test mode.
    await browser.open(authorizePath({ client_id: 'ca_live_ledgerline' }))
    assert.equal((await browser.press('Connect account', { account: 'acct_twin' })).status, 303)
  })

  it('makes a new account on the way, filled in with what the application knows', async () => {
    const world = await oauthWorld()
    const browser = await signedInBrowser(world)
    const prefill = {
      ...{ 'stripe_user[business_name]': 'Northwind', 'stripe_user[country]': 'DE' },
      ...{ 'stripe_user[email]': 'not an address', 'stripe_user[dob_day]': '31' },
    }
    const question = await browser.open(authorizePath(prefill))
    const link = /href="([^"]+\/account)"/.exec(question.html)?.[1] ?? ''
    const form = await browser.open(link)
    assert.match(form.html, /value="Northwind"/)
    const taken = await browser.press('Create account and continue', {
      email: 'ledgerline@ledgerline.test',
    })
    assert.match(taken.text, /another address/)
    const back = await browser.press('Create account and continue', { email: 'n@northwind.test' })
    assert.match(back.text, /Northwind/)
    await browser.press('Connect account')

    const made = world.store.get<{ email: string; country: string; default_currency: string }>(
      `select a.email, a.country, a.default_currency from grants g join accounts a on a.id = g.account`,
    )
    assert.deepEqual(
      { ...made },
      { email: 'n@northwind.test', country: 'DE', default_currency: 'eur' },
    )
  })

  it('skips the form in test mode only', async () => {
    const world = await oauthWorld()
    const browser = await signedInBrowser(world)
    await browser.open(authorizePath())
    await browser.open(`${browser.page.url.pathname}/account`)
    await browser.press('Skip this form')
    assert.match(browser.page.text, /Test business/)
    assert.match(target(await browser.press('Connect account')).search, /code=ac_/)

    await browser.open(authorizePath({ client_id: 'ca_live_ledgerline' }))
    const live = await browser.open(`${browser.page.url.pathname}/account`)
    assert.doesNotMatch(live.text, /Skip/)
    const forced = await browser.press('Create account and continue', { skip: '1' })
    assert.equal(forced.status, 400)
  })

  it('lets a stranger skip signing up in test mode', async () => {
    const world = await oauthWorld()
    const browser = world.browser()
    const door = await browser.open(authorizePath({ stripe_landing: 'register' }))
    assert.match(door.text, /Create an account to connect/)
    await browser.press('Skip this form')
    assert.match(target(await browser.press('Connect account')).search, /code=ac_/)
  })
})
