import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openBrowser } from '../../../test/browser.js'
import { startPlatform } from '../../../testing.js'

const urls = { return_url: 'https://shop.test/done', refresh_url: 'https://shop.test/again' }

async function world() {
  const started = await startPlatform()
  const { stripe, platform } = started
  const account = await stripe.accounts.create({
    ...{ type: 'express', email: 'ida@studio.test', business_profile: { name: 'Studio' } },
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  })
  const linkTo = async (type = 'account_onboarding') =>
    new URL((await stripe.accountLinks.create({ account: account.id, type, ...urls })).url)
  const browser = openBrowser((request) => platform.fetch(request), 'http://127.0.0.1:4242')
  return { ...started, account, linkTo, browser }
}

describe('an account link', () => {
  it('leads through what is missing, and back', async (t) => {
    const { stripe, account, linkTo, browser, close } = await world()
    t.after(close)
    const { pathname } = await linkTo()

    const first = await browser.open(pathname)
    assert.match(first.text, /Studio can take payments .* Who is the account for\?/)
    const second = await browser.press('Just me')
    assert.match(second.text, /About you/)
    assert.doesNotMatch(second.text, /The company/)
    await browser.press('Fill in test data')
    const done = await browser.press('Agree and submit')

    assert.equal(done.headers.get('location'), urls.return_url)
    const whole = await stripe.accounts.retrieve(account.id)
    assert.deepEqual(whole.requirements?.currently_due, [])
    assert.deepEqual(
      [whole.details_submitted, whole.charges_enabled, whole.payouts_enabled],
      [true, true, true],
    )
    const again = await browser.open(pathname)
    assert.equal(again.headers.get('location'), urls.refresh_url)
  })

  it('asks a company for whoever represents it', async (t) => {
    const { stripe, account, linkTo, browser, close } = await world()
    t.after(close)
    await browser.open((await linkTo()).pathname)
    await browser.press('A company')
    assert.match(browser.page.text, /The company .* Who represents the company/)
    await browser.press('Fill in test data')
    await browser.press('Agree and submit')

    const { data } = await stripe.accounts.listPersons(account.id)
    assert.deepEqual(
      data.map((one) => one.relationship?.representative),
      [true],
    )
    assert.equal((await stripe.accounts.retrieve(account.id)).charges_enabled, true)
  })

  it('keeps what was right, and says what was not', async (t) => {
    const { stripe, account, linkTo, browser, close } = await world()
    t.after(close)
    await browser.open((await linkTo()).pathname)
    await browser.press('Just me')
    await browser.press('Fill in test data')

    const wrong = await browser.press('Agree and submit', {
      'external_account.routing_number': '110000001',
    })
    assert.equal(wrong.status, 400)
    assert.match(wrong.text, /Invalid routing number/)
    assert.match(wrong.html, /value="Jenny"/)
    const half = await browser.press('Agree and submit', {
      ...{ 'external_account.routing_number': '', 'external_account.account_number': '' },
    })
    assert.match(half.text, /Some answers are still missing/)
    const saved = await stripe.accounts.retrieve(account.id)
    assert.deepEqual(saved.requirements?.currently_due, ['external_account'])
  })

  it('takes no name for more than a name', async (t) => {
    const { linkTo, browser, close } = await world()
    t.after(close)
    const { pathname } = await linkTo()

    const told = await browser.post(pathname, { '__proto__.mcc': '1', action: 'submit' })

    assert.equal(Reflect.get({}, 'mcc'), undefined)
    assert.equal(told.status, 400)
    assert.match(told.text, /unknown parameter: __proto__/)
  })

  it('lasts five minutes, and nothing else opens it', async (t) => {
    const { linkTo, browser, advance, close } = await world()
    t.after(close)
    const { pathname } = await linkTo()

    advance(299)
    assert.equal((await browser.open(pathname)).status, 200)
    advance(1)
    assert.equal((await browser.open(pathname)).headers.get('location'), urls.refresh_url)
    assert.equal((await browser.open('/setup/nothing')).status, 404)
  })

  it('is made for accounts of the platform’s own making, with ways back', async (t) => {
    const { stripe, account, platform, close } = await world()
    t.after(close)
    const type = 'account_onboarding'
    const stranger = platform.createAccount({ email: 'a@b.test' }).account.id

    await assert.rejects(stripe.accountLinks.create({ account: stranger, type, ...urls }), {
      param: 'account',
    })
    await assert.rejects(
      stripe.accountLinks.create({ account: account.id, type, return_url: urls.return_url }),
      { param: 'refresh_url' },
    )
    const script = { ...urls, return_url: 'javascript:alert(1)' }
    await assert.rejects(stripe.accountLinks.create({ account: account.id, type, ...script }), {
      ...{ code: 'url_invalid', param: 'return_url' },
    })
    await assert.rejects(
      stripe.accountLinks.create({ account: account.id, type: 'account_update', ...urls }),
      { param: 'type' },
    )
  })
})

describe('a login link', () => {
  it('shows an Express account its money', async (t) => {
    const { stripe, account, browser, advance, close } = await world()
    t.after(close)
    await stripe.topups.create({ amount: 2500, currency: 'usd' })
    advance(5)
    await stripe.transfers.create({ amount: 2500, currency: 'usd', destination: account.id })

    const link = await stripe.accounts.createLoginLink(account.id)
    const page = await browser.open(new URL(link.url).pathname)

    assert.match(page.text, /Studio .* Available \$25\.00/)
    const other = await stripe.accounts.create({ type: 'custom' })
    await assert.rejects(stripe.accounts.createLoginLink(other.id), { statusCode: 400 })
  })
})
