import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Hono } from 'hono'
import { heldClock } from '../../core/clock.js'
import { systemRandom } from '../../core/random.js'
import { openBrowser } from '../../test/browser.js'
import { CHEAP } from '../../test/worlds/people.js'
import { openStore } from '../store/store.js'
import { peopleRoutes } from './people.js'
import { showPageRefusal } from './pages/refused.js'
import { knowVisitor, requireSignedIn, signedIn, type PeopleEnv } from './visitor.js'

const HOUR = 3600
const grace = {
  ...{ email: 'grace@shop.test', name: 'Grace', password: 'correct horse' },
  ...{ business_name: 'Harbour Coffee', country: 'GB' },
}

function world(secure = false) {
  const clock = heldClock(1_800_000_000)
  const store = openStore(':memory:')
  const hashKey = Buffer.alloc(32, 7)
  const people = { store, clock, random: systemRandom, hashKey, secure, passwordCost: CHEAP }
  const app = new Hono<PeopleEnv>()
  app.onError(showPageRefusal)
  app.route('/', peopleRoutes(people))
  app.use('/dashboard/*', knowVisitor(people), requireSignedIn)
  app.get('/dashboard/*', (c) => {
    const { email, account, livemode } = signedIn(c)
    return c.text(`${email} at ${account?.business_name} ${livemode ? 'live' : 'test'}`)
  })
  const origin = secure ? 'https://platform.test' : 'http://localhost:4242'
  const browser = () => openBrowser((request) => app.fetch(request), origin)
  return { clock, store, browser, move: (seconds: number) => clock.moveTo(clock.now() + seconds) }
}

async function withGrace(secure = false) {
  const house = world(secure)
  const browser = house.browser()
  await browser.open('/sign-up?return_to=/dashboard/home')
  await browser.press('Create account', grace)
  return { ...house, home: browser }
}

describe('signing up', () => {
  it('makes a person with an account, signed in, back where they wanted to go', async () => {
    const { home } = await withGrace()
    assert.equal(home.page.text, 'grace@shop.test at Harbour Coffee test')
    assert.equal(home.page.url.pathname, '/dashboard/home')
  })

  it('says beside each field what is wrong and keeps what was typed', async () => {
    const browser = world().browser()
    await browser.open('/sign-up')
    const wrong = {
      ...grace,
      email: 'nowhere',
      password: 'short',
      country: 'XX',
      business_name: ' ',
    }
    const page = await browser.press('Create account', wrong)
    assert.equal(page.status, 400)
    for (const words of ['Enter an email address', 'at least 8', 'from the list', 'Enter a name']) {
      assert.match(page.text, new RegExp(words))
    }
    assert.match(page.html, /value="Grace"/)
    assert.doesNotMatch(page.html, /value="short"/)
  })

  it('takes one address once, whatever its case', async () => {
    const { browser } = await withGrace()
    const other = browser()
    await other.open('/sign-up')
    const page = await other.press('Create account', { ...grace, email: 'GRACE@shop.test' })
    assert.match(page.text, /already signed up/)
  })

  it('offers no skipping outside a test-mode connect flow', async () => {
    const browser = world().browser()
    const page = await browser.open('/sign-up')
    assert.doesNotMatch(page.text, /Skip/)
    const tried = await browser.press('Create account', { skip: '1' })
    assert.equal(tried.status, 400)
  })
})

describe('signing in', () => {
  it('wants the right password and says no more than that', async () => {
    const { browser } = await withGrace()
    const strange = browser()
    await strange.open('/dashboard/settings?tab=2')
    assert.equal(strange.page.url.pathname, '/sign-in')
    const wrong = await strange.press('Sign in', { email: grace.email, password: 'wrong horse' })
    const unknown = await strange.press('Sign in', {
      email: 'no@shop.test',
      password: 'wrong horse',
    })
    assert.equal(wrong.status, 401)
    assert.equal(unknown.text, wrong.text)
    const right = await strange.press('Sign in', { email: grace.email, password: grace.password })
    assert.equal(right.url.href, 'http://localhost:4242/dashboard/settings?tab=2')
  })

  it('gives a new id, so that a planted one opens nothing', async () => {
    const { browser } = await withGrace()
    const victim = browser()
    await victim.open('/sign-in')
    const planted = new Map(victim.cookies)
    await victim.press('Sign in', { email: grace.email, password: grace.password })
    assert.notDeepEqual(victim.cookies, planted)

    const attacker = browser()
    planted.forEach((value, name) => attacker.cookies.set(name, value))
    assert.equal((await attacker.open('/dashboard/home')).url.pathname, '/sign-in')
  })

  it('keeps the cookie from scripts, other sites and, under https, from plain connections', async () => {
    const { browser } = world(true)
    const page = await browser().open('/sign-in')
    assert.match(
      page.headers.get('set-cookie') ?? '',
      /^__Host-annex_platform=\w{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    assert.equal(page.headers.get('cache-control'), 'no-store')
  })

  it('lasts twelve idle hours', async () => {
    const { home, move } = await withGrace()
    move(12 * HOUR - 1)
    assert.equal((await home.open('/dashboard/home')).url.pathname, '/dashboard/home')
    move(12 * HOUR)
    assert.equal((await home.open('/dashboard/home')).url.pathname, '/sign-in')
  })

  it('lasts seven days, however busy', async () => {
    const { home, move } = await withGrace()
    for (let hour = 6; hour < 7 * 24; hour += 6) {
      move(6 * HOUR)
      assert.equal((await home.open('/dashboard/home')).url.pathname, '/dashboard/home')
    }
    move(6 * HOUR)
    assert.equal((await home.open('/dashboard/home')).url.pathname, '/sign-in')
  })

  it('ends on the server at signing out', async () => {
    const { home, store, browser } = await withGrace()
    const thief = browser()
    home.cookies.forEach((value, name) => thief.cookies.set(name, value))
    const form_token = await tokenOf(home)
    await home.post('/sign-out', { form_token })
    assert.equal((await thief.open('/dashboard/home')).url.pathname, '/sign-in')
    assert.deepEqual(store.all('select hash from sessions'), [])
  })

  it('never leads to another site', async () => {
    const { browser } = await withGrace()
    const strange = browser()
    await strange.open('/sign-in?return_to=//evil.test/x')
    const page = await strange.press('Sign in', { email: grace.email, password: grace.password })
    assert.equal(page.url.origin, 'http://localhost:4242')
  })
})

describe('guessing', () => {
  it('ends after ten failures from one address, but for somebody signed in there', async () => {
    const { browser, home } = await withGrace()
    const token = await tokenOf(home)
    const strange = browser()
    await strange.open('/sign-in')
    for (let tries = 0; tries < 10; tries++) {
      const page = await strange.press('Sign in', { email: 'no@shop.test', password: 'guess' })
      assert.equal(page.status, 401)
    }
    const form = { form_token: await tokenOf(strange) }
    const limited = await strange.post('/sign-in', { ...form, email: 'x@shop.test', password: 'g' })
    assert.equal(limited.status, 429)
    assert.ok(Number(limited.headers.get('retry-after')) > 0)

    // The house's tests share one address with Grace, and she has a session there.
    const wrong = await strange.post('/sign-in', { ...form, email: grace.email, password: 'guess' })
    assert.equal(wrong.status, 429)
    const right = await strange.post('/sign-in', { ...form, ...grace, return_to: '/dashboard/a' })
    assert.equal(right.url.pathname, '/dashboard/a')
    await home.post('/sign-out', { form_token: token })
  })
})

describe('a form', () => {
  it('is refused without the token of this browser, or from another site', async () => {
    const { browser, home } = await withGrace()
    const other = browser()
    await other.open('/sign-in')
    const good = { email: grace.email, password: grace.password }
    const foreign = { ...good, form_token: await tokenOf(home) }
    for (const fields of [good, { ...good, form_token: '' }, foreign]) {
      assert.equal((await other.post('/sign-in', fields)).status, 403)
    }
    const own = { ...good, form_token: await tokenOf(other) }
    const places: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.test' },
    ]
    for (const headers of places) {
      const page = await other.post('/sign-in', own, headers)
      assert.equal(page.status, 403)
    }
    const large = { ...own, email: 'a'.repeat(70_000) }
    assert.equal((await other.post('/sign-in', large)).status, 413)
  })

  it('opens another account of one’s own, and looks at it', async () => {
    const { store, home: browser } = await withGrace()
    await browser.open('/accounts/new')
    const nameless = await browser.press('Create account', { business_name: ' ', email: 'no' })
    assert.equal(nameless.status, 400)
    assert.match(nameless.text, /Enter an email address/)

    await browser.press('Create account', { business_name: 'Grace Too', email: 'two@shop.test' })

    assert.equal((await browser.open('/dashboard/x')).text, 'grace@shop.test at Grace Too test')
    const owned = store.get<{ count: number }>('select count(*) as count from memberships')
    assert.equal(owned?.count, 2)
  })

  it('changes account and mode only to one’s own', async () => {
    const { home, store } = await withGrace()
    const form_token = await tokenOf(home)
    const live = { form_token, livemode: 'true', return_to: '/dashboard/home' }
    assert.match((await home.post('/switch', live)).text, /live$/)
    store.run(
      `insert into accounts (id, email, country, default_currency, created)
       values ('acct_other', 'o@shop.test', 'US', 'usd', 1)`,
    )
    assert.equal((await home.post('/switch', { form_token, account: 'acct_other' })).status, 404)
  })
})

describe('changing the password', () => {
  it('wants the current one, and signs out everywhere else', async () => {
    const { browser, home } = await withGrace()
    const elsewhere = browser()
    home.cookies.forEach((value, name) => elsewhere.cookies.set(name, value))
    await home.open('/password')
    const fields = { current: 'wrong horse', password: 'battery staple' }
    const wrong = await home.press('Change password', fields)
    assert.match(wrong.text, /not your current password/)
    await home.press('Change password', { ...fields, current: grace.password, password: 'short' })
    assert.match(home.page.text, /at least 8/)
    await home.press('Change password', { ...fields, current: grace.password })

    assert.equal((await home.open('/dashboard/home')).url.pathname, '/dashboard/home')
    assert.equal((await elsewhere.open('/dashboard/home')).url.pathname, '/sign-in')
    const old = await elsewhere.press('Sign in', { email: grace.email, password: grace.password })
    assert.equal(old.status, 401)
  })
})

/** The token is the same on every form of a browser. */
async function tokenOf(browser: ReturnType<typeof openBrowser>): Promise<string> {
  const { formTokenFor } = await import('../../web/browser-id.js')
  return formTokenFor([...browser.cookies.values()][0] ?? '', Buffer.alloc(32, 7))
}
