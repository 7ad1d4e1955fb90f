/** Who may use the console: with the host's word, on this machine, or with a password. */
import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import { formTokenFor } from '../../web/browser-id.js'
import { noteAddress } from '../../web/client-address.js'
import type { Access } from '../../extension/people/access.js'
import type { Database } from '../../extension/store/database.js'
import { openDatabase } from '../../extension/store/open.js'
import { outsideWith } from '../../core/outside.js'
import type { TestBrowser } from '../worlds/browser.js'
import { extensionWorld, START, trusting } from '../worlds/extension.js'

let database: Database
before(async () => {
  const outside = outsideWith()
  database = await openDatabase({ url: undefined, directory: ':memory:', outside })
})
after(() => database.close())

async function worldWith(test: TestContext, access: Access, publicUrl?: string) {
  await database.exec('delete from annex.sessions; delete from annex.people')
  const world = await extensionWorld(database, { access, ...(publicUrl && { publicUrl }) })
  test.after(() => world.close())
  return world
}

async function formTokenOf(browser: TestBrowser, path: string): Promise<string> {
  const page = await (await browser.get(path)).text()
  return /name="form_token" value="([^"]+)"/.exec(page)?.[1] ?? ''
}

async function signIn(browser: TestBrowser, form: Record<string, string>): Promise<Response> {
  return browser.post('/sign-in', { form_token: await formTokenOf(browser, '/sign-in'), ...form })
}

const OWNER = { email: 'Owner@Ledgerline.test', password: 'a long password' }

describe('a console with a password', () => {
  const access: Access = { kind: 'password' }

  async function withOwner(test: TestContext) {
    const world = await worldWith(test, access)
    const browser = world.browser()
    const link = new URL(world.setupLink ?? '')
    const path = link.pathname + link.search
    const form_token = await formTokenOf(browser, path)
    const token = link.searchParams.get('token') ?? ''
    const response = await browser.post('/setup', { form_token, token, ...OWNER })
    return { world, browser, response, path, token }
  }

  it('lets the first owner in by the link from the log', async (test) => {
    const { browser, response } = await withOwner(test)

    assert.equal(response.status, 303)
    assert.equal((await browser.get('/connect')).status, 302)
    assert.match((await browser.get('/connect')).headers.get('location') ?? '', /oauth\/authorize/)
  })

  it('opens that link once', async (test) => {
    const { world, path, token } = await withOwner(test)
    const other = world.browser()
    const form_token = await formTokenOf(other, path)
    const form = { form_token, token, email: 'eve@evil.test', password: 'another password' }

    assert.equal((await other.post('/setup', form)).status, 404)
    assert.equal((await signIn(other, { ...form })).status, 401)
  })

  it('knows no setup link that was made up', async (test) => {
    const world = await worldWith(test, access)

    assert.equal((await world.browser().get('/setup?token=made-up')).status, 404)
    assert.equal((await world.browser().get('/setup')).status, 404)
  })

  it('says what is wrong with a first owner, and keeps what was typed', async (test) => {
    const world = await worldWith(test, access)
    const link = new URL(world.setupLink ?? '')
    const browser = world.browser()
    const form_token = await formTokenOf(browser, link.pathname + link.search)
    const token = link.searchParams.get('token') ?? ''

    const response = await browser.post('/setup', {
      ...{ form_token, token, email: 'me@home.test', password: 'short' },
    })

    assert.equal(response.status, 400)
    const page = await response.text()
    assert.match(page, /at least 8/)
    assert.match(page, /value="me@home.test"/)
  })

  it('sends a stranger to sign in and back to where they wanted to be', async (test) => {
    const { world } = await withOwner(test)
    const browser = world.browser()
    const sent = await browser.get('/connect?state=7')
    const to = sent.headers.get('location') ?? ''
    assert.equal(to, '/sign-in?return_to=%2Fconnect%3Fstate%3D7')

    const form_token = await formTokenOf(browser, to)
    const { password } = OWNER
    const form = { form_token, email: ' owner@ledgerline.test', password }
    const response = await browser.post('/sign-in', { ...form, return_to: '/connect?state=7' })

    assert.deepEqual([response.status, response.headers.get('location')], [303, '/connect?state=7'])
    assert.equal((await browser.get('/connect')).status, 302)
  })

  it('never returns to another site', async (test) => {
    const { world } = await withOwner(test)
    const response = await signIn(world.browser(), { ...OWNER, return_to: 'https://evil.test' })

    assert.equal(response.headers.get('location'), '/')
  })

  it('gives a new browser id at sign-in, so that nobody can have planted it', async (test) => {
    const { world } = await withOwner(test)
    const response = await signIn(world.browser(), OWNER)

    assert.match(
      response.headers.get('set-cookie') ?? '',
      /annex_extension=\w{43}; Path=\/; HttpOnly/,
    )
    assert.match(response.headers.get('set-cookie') ?? '', /SameSite=Lax/)
  })

  it('refuses a wrong password and an unknown address in the same words', async (test) => {
    const { world } = await withOwner(test)
    const wrong = await signIn(world.browser(), { ...OWNER, password: 'not the password' })
    const unknown = await signIn(world.browser(), { ...OWNER, email: 'nobody@x.test' })

    assert.deepEqual([wrong.status, unknown.status], [401, 401])
    const words = async (response: Response) =>
      (await response.text()).replaceAll(/value="[^"]*"|nonce="[^"]*"/g, '')
    assert.equal(await words(wrong), await words(unknown))
  })

  it('ends guessing after ten tries from one address', async (test) => {
    const { world } = await withOwner(test)
    const browser = world.browser()
    const statuses = []
    for (let n = 0; n < 12; n++) {
      const wrong = { email: `${n}@x.test`, password: 'guess number one' }
      statuses.push((await signIn(browser, wrong)).status)
    }

    assert.deepEqual(new Set(statuses.slice(0, 9)), new Set([401]))
    assert.deepEqual(new Set(statuses.slice(10)), new Set([429]))
  })

  it('forgets a session at sign-out, after half a day without use, and after a week', async (test) => {
    const { world, browser } = await withOwner(test)
    const isIn = async () =>
      ((await browser.get('/connect')).headers.get('location') ?? '').includes('authorize')
    world.clock.moveTo(START + 12 * 3600 - 1)
    assert.equal(await isIn(), true)
    world.clock.moveTo(START + 24 * 3600)
    assert.equal(await isIn(), false)

    await signIn(browser, OWNER)
    for (let hours = 35; hours < 24 + 7 * 24; hours += 11) {
      world.clock.moveTo(START + hours * 3600)
      assert.equal(await isIn(), true)
    }
    world.clock.moveTo(START + 8 * 24 * 3600)
    assert.equal(await isIn(), false)
  })

  it('forgets it on the server at sign-out', async (test) => {
    const { world, browser } = await withOwner(test)
    const cookie = browser.cookie('annex_extension') ?? ''
    const others = await formTokenOf(world.browser(), '/sign-in')
    assert.equal((await browser.post('/sign-out', { form_token: others })).status, 403)

    const form_token = formTokenFor(cookie, world.parts.hashKey)
    assert.equal((await browser.post('/sign-out', { form_token })).status, 303)

    assert.equal(browser.cookie('annex_extension'), undefined)
    const kept = await world.browser().get('/connect', { cookie: `annex_extension=${cookie}` })
    assert.match(kept.headers.get('location') ?? '', /^\/sign-in/)
  })

  it('takes no form from another site', async (test) => {
    const { world } = await withOwner(test)
    const browser = world.browser()
    const form_token = await formTokenOf(browser, '/sign-in')
    const response = await world.fetch(
      new Request('http://localhost:4300/sign-in', {
        method: 'POST',
        headers: {
          origin: 'https://evil.test',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ form_token, ...OWNER }).toString(),
      }),
    )

    assert.equal(response.status, 403)
  })
})

describe('a console on a developer’s machine', () => {
  const open: Access = { kind: 'open' }

  it('opens without a password', async (test) => {
    const world = await worldWith(test, open)

    assert.equal((await world.browser().get('/connect')).status, 302)
    assert.equal(world.setupLink, undefined)
  })

  it('does not open to another name pointed at this machine', async (test) => {
    const world = await worldWith(test, open)
    const response = await world.fetch(new Request('http://evil.test:4300/connect'))

    assert.equal(response.status, 403)
  })

  it('does not open to another machine', async (test) => {
    const world = await worldWith(test, open)
    const ask = (address: string) => {
      const request = new Request('http://localhost:4300/connect')
      noteAddress(request, address)
      return world.fetch(request)
    }

    assert.equal((await ask('192.168.1.7')).status, 403)
    assert.equal((await ask('2001:db8::1')).status, 403)
    for (const here of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      assert.equal((await ask(here)).status, 302, here)
    }
  })
})

describe('a console inside a host app', () => {
  it('lives under the path it is mounted at', async (test) => {
    const world = await worldWith(test, trusting, 'https://app.example/stripe')
    const browser = world.browser()
    const left = await browser.get('/stripe/connect')
    const url = new URL(left.headers.get('location') ?? '')

    assert.equal(
      url.searchParams.get('redirect_uri'),
      'https://app.example/stripe/connect/callback',
    )
    assert.equal((await browser.get('/connect')).status, 302, 'a host may strip its own prefix')
    const page = await (await browser.get('/stripe/connect/callback')).text()
    assert.match(page, /href="\/stripe\/assets\/\w+\/annex.css"/)
    const [, style = ''] = /href="(\/stripe\/assets\/[^"]+css)"/.exec(page) ?? []
    assert.equal((await browser.get(style)).status, 200)
  })

  it('answers a stranger with what to do', async (test) => {
    const world = await worldWith(test, trusting)
    const response = await world.browser().get('/connect', { 'x-person': 'nobody' })

    assert.equal(response.status, 401)
    assert.match(await response.text(), /Sign in to the app/)
  })
})
