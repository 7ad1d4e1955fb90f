/** What another site makes a signed-in browser send changes nothing, and no page may be framed (S6, S7). */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { runningClock, systemClock } from '../../core/clock.js'
import { PATHS } from '../../extension/routes.js'
import { pagesOf } from '../../platform/pages.js'
import { SHOPS } from '../../platform/seed/demo.js'
import type { Store } from '../../platform/store/store.js'
import type { Browser } from '../browser.js'
import { bothHalves, type BothHalves } from '../worlds/both-halves.js'

const HARBOUR = SHOPS[0] ?? assert.fail('The demo has no shops.')
/** Programs ask these with a secret of their own: no cookie opens them. */
const FOR_PROGRAMS = /^\/oauth\/(?:token|deauthorize)$/
/** Payers have no session: the client secret in the address is their permission. */
const FOR_PAYERS = /^\/(?:authenticate|setup|invoice|p\/session|c\/pay|buy)\//
/** A terminal asks to be let in without a session; the page it names then asks the person. */
const FOR_TERMINALS = /^\/stripecli\/auth$/

interface Forgery {
  readonly why: string
  readonly form_token?: string
  readonly headers: Record<string, string>
}

function forgeries(own: string, foreign: string): Forgery[] {
  const sameOrigin = { 'sec-fetch-site': 'same-origin' }
  return [
    { why: 'no token', headers: sameOrigin },
    { why: 'an empty token', form_token: '', headers: sameOrigin },
    { why: 'the token of another browser', form_token: foreign, headers: sameOrigin },
    { why: 'another site', form_token: own, headers: { 'sec-fetch-site': 'cross-site' } },
    { why: 'a neighbour', form_token: own, headers: { 'sec-fetch-site': 'same-site' } },
    { why: 'a foreign origin', form_token: own, headers: { origin: 'https://evil.test' } },
  ]
}

/** Sends it with the cookies of `browser`, as a form on any site could. */
function forge(url: string, method: string, browser: Browser, { form_token, headers }: Forgery) {
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
  const body = new URLSearchParams(form_token === undefined ? {} : { form_token })
  return fetch(url, { method, body, redirect: 'manual', headers: { ...headers, cookie } })
}

function tokenOn({ page }: Browser): string {
  return /name="form_token" value="([^"]+)"/.exec(page.html)?.[1] ?? assert.fail(page.text)
}

/** The owner of Harbour is signed in, has allowed Ledgerline once, and is being asked again. */
async function atThePlatform(test: TestContext) {
  const clock = runningClock(systemClock)
  const both = await bothHalves(test, {}, { outside: { clock } })
  const [browser, stranger] = [both.person().atPlatform, both.person().atPlatform]
  await stranger.open('/sign-in')
  await browser.open('/sign-in')
  await browser.press('Sign in', { email: HARBOUR.email, password: HARBOUR.password })
  const stripe = clientFor(both)
  const payment = await stripe.paymentIntents.create({
    ...{ amount: 500, currency: 'usd', payment_method: 'pm_card_visa', confirm: true },
    return_url: 'https://shop.test/',
  })
  // What follows from the payment by itself has happened by the time anybody looks.
  await both.platform.clock.advance(clock.now() + 60)
  const customer = await stripe.customers.create()
  const endpoint = await stripe.webhookEndpoints.create({
    ...{ url: 'http://localhost:9/', enabled_events: ['plan.created'] },
  })
  const asked = '/oauth/authorize?client_id=ca_test_ledgerline&response_type=code'
  await browser.open(asked)
  await browser.press('Connect account')
  const consent = (await browser.open(`${asked}&always_prompt=true`)).url.pathname.split('/')[3]
  const ids: Record<string, string | undefined> = {
    ...{ payments: payment.id, customers: customer.id, webhooks: endpoint.id, consent },
  }
  const address = (path: string) =>
    both.platformUrl +
    path.replace(/([\w-]+)\/:\w+/g, (_, of: string) => `${of}/${ids[of] ?? 'none'}`)
  const routes = pagesOf(both.platform.parts).routes.filter(({ method }) => method !== 'ALL')
  return { ...both, browser, address, routes, foreign: tokenOn(stranger), own: tokenOn(browser) }
}

function clientFor({ platformUrl }: BothHalves): Stripe {
  const { hostname, port } = new URL(platformUrl)
  return new Stripe(HARBOUR.secret_key, { host: hostname, port, protocol: 'http' })
}

/** All that is kept. */
function everything(store: Store): Record<string, unknown[]> {
  const tables = store.all<{ name: string }>(`select name from sqlite_master where type = 'table'`)
  return Object.fromEntries(tables.map(({ name }) => [name, store.all(`select * from ${name}`)]))
}

describe('a forged form', { timeout: 120_000 }, () => {
  it('changes nothing at the platform, whatever it is sent to', async (test) => {
    const { platform, routes, address, browser, own, foreign } = await atThePlatform(test)
    const changing = routes.filter(
      ({ method, path }) => method !== 'GET' && !FOR_PAYERS.test(path) && !FOR_TERMINALS.test(path),
    )
    assert.ok(changing.length > 20)
    platform.parts.engine.requests.flush()
    const before = everything(platform.parts.store)

    for (const { method, path } of changing) {
      for (const forgery of forgeries(own, foreign)) {
        const { status } = await forge(address(path), method, browser, forgery)
        const expected = FOR_PROGRAMS.test(path) ? [400, 401] : [403]
        assert.ok(expected.includes(status), `${method} ${path} with ${forgery.why}: ${status}`)
      }
    }

    assert.deepEqual(everything(platform.parts.store), before)
    // Nothing but the forgery was in the way.
    const genuine = { why: '', form_token: own, headers: { 'sec-fetch-site': 'same-origin' } }
    const left = await forge(address('/sign-out'), 'POST', browser, genuine)
    assert.equal(left.status, 303)
  })

  it('changes nothing at the extension', async (test) => {
    const both = await bothHalves(test)
    const [{ atPlatform, atExtension }, other] = [both.person(), both.person().atExtension]
    const id = await connect(atPlatform, atExtension)
    await atExtension.open(`/connections/${id}/settings`)
    await other.open(`/connections/${id}/settings`)
    const before = await standing(both)

    for (const path of Object.values(PATHS)) {
      if (path === PATHS.webhooks) continue
      const url = both.extensionUrl + path.replace(':id', id).replace(/:\w+/g, 'customers')
      for (const forgery of forgeries(tokenOn(atExtension), tokenOn(other))) {
        const { status } = await forge(url, 'POST', atExtension, forgery)
        assert.ok([403, 404, 405].includes(status), `POST ${path} with ${forgery.why}: ${status}`)
      }
    }

    assert.deepEqual(await standing(both), before)
    const left = await atExtension.press('Disconnect')
    assert.equal(left.status, 200)
  })
})

/** What no background work changes: it is still bringing the account's data. */
async function standing({ extension }: BothHalves) {
  const listed = await extension.accounts.list()
  return listed.map(({ id, account, state, scope }) => ({ id, account, state, scope }))
}

/** @returns the connection's id */
async function connect(atPlatform: Browser, atExtension: Browser) {
  const left = await atExtension.open('/connect')
  await atPlatform.open(left.headers.get('location') ?? '')
  await atPlatform.press('Sign in', { email: HARBOUR.email, password: HARBOUR.password })
  const allowed = await atPlatform.press('Connect account')
  const arrived = await atExtension.open(allowed.headers.get('location') ?? '')
  return arrived.url.pathname.split('/')[2] ?? assert.fail(arrived.text)
}

function assertGuarded(response: Response, what: string): void {
  const given = (name: string) => response.headers.get(name) ?? ''
  const policy = given('content-security-policy')
  for (const part of [
    "default-src 'self'",
    /script-src 'nonce-[\w+/=]+'/,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]) {
    assert.ok(
      typeof part === 'string' ? policy.includes(part) : part.test(policy),
      `${what}: ${policy}`,
    )
  }
  assert.equal(given('x-frame-options'), 'DENY', what)
  assert.equal(given('x-content-type-options'), 'nosniff', what)
  assert.equal(given('referrer-policy'), 'no-referrer', what)
  assert.match(given('cache-control'), /no-store/, what)
}

/** Ends streams that never end by themselves. @returns whether it was a page */
async function checkPage(url: string, browser: Browser | undefined): Promise<boolean> {
  const cookie = [...(browser?.cookies ?? [])].map((pair) => pair.join('=')).join('; ')
  const headers = { accept: 'text/html', cookie }
  const response = await fetch(url, { redirect: 'manual', headers })
  await response.body?.cancel()
  if (!response.headers.get('content-type')?.startsWith('text/html')) return false
  assertGuarded(response, url)
  return true
}

describe('every page', { timeout: 120_000 }, () => {
  it('of the platform says what it may load and who may frame it', async (test) => {
    const { routes, address, browser } = await atThePlatform(test)
    let pages = 0
    const paths = routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
    for (const path of [...paths, '/nowhere', '/payments/none', '/v3/x']) {
      for (const who of [browser, undefined]) {
        if (await checkPage(address(path), who)) pages++
      }
    }
    assert.ok(pages > 30, `only ${pages} pages`)
  })

  it('of the extension does too', async (test) => {
    const both = await bothHalves(test)
    const { atPlatform, atExtension } = both.person()
    const id = await connect(atPlatform, atExtension)
    let pages = 0
    for (const path of [...Object.values(PATHS), '/nowhere', '/connections/none']) {
      const url = both.extensionUrl + path.replace(':id', id).replace(/:\w+/g, 'customers')
      if (await checkPage(url, atExtension)) pages++
    }
    assert.ok(pages > 7, `only ${pages} pages`)
  })
})
