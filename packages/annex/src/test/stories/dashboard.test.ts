/** The dashboard in a real browser: live, judged by axe at both widths, and without a script. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, describe, it, type TestContext } from 'node:test'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { idOf } from '../../platform/dashboard/shown.js'
import { systemRandom } from '../../core/random.js'
import { systemTimers } from '../../core/timers.js'
import { serve } from '../../web/serve.js'
import { dashboardWorld } from '../worlds/dashboard.js'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const skip = existsSync(executablePath) ? false : 'no Chromium here'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A served platform and a way for Grace to sign in with a browser of this kind. */
async function served(test: TestContext, browser: Browser) {
  const world = await dashboardWorld(test)
  const outside = { timers: systemTimers, random: systemRandom }
  const onError = (error: unknown) => assert.fail(String(error))
  const server = await serve((request, node) => world.platform.fetch(request, undefined, node), {
    ...{ port: 0, maxBodyBytes: 1024 * 1024, outside, onError },
  })
  world.platform.listensAt(server.url)
  test.after(async () => {
    await world.platform.close()
    await server.close(0)
  })
  const signIn = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext(options)
    test.after(() => context.close())
    const page = await context.newPage()
    await page.goto(`${server.url}/sign-in`)
    await page.getByLabel('Email').fill('grace@people.test')
    await page.getByLabel('Password').fill('correct horse')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Harbour Coffee' }).waitFor()
    return page
  }
  return { ...world, url: server.url, signIn }
}

describe('the dashboard in a browser', { skip }, () => {
  let browser: Browser
  before(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  })
  after(() => browser.close())

  it('shows an event on the open page, without a reload', async (test) => {
    const { stripe, signIn } = await served(test, browser)
    const page = await signIn()
    await page.getByText('Quiet so far').waitFor()

    await stripe('sk_test_harbour').products.create({ name: 'Beans' })

    await page.getByRole('link', { name: 'product.created' }).waitFor()
  })

  it('says what is wrong with a redirect URI while it is typed', async (test) => {
    const { signIn, url } = await served(test, browser)
    const page = await signIn()
    await page.goto(`${url}/settings/extension`)
    await page.getByLabel('Name').fill('Harbour Metrics')
    await page.getByRole('button', { name: 'Create extension' }).click()
    const field = page.getByLabel('Add a URI').first()
    await field.fill('http://shop.test/cb')
    await page.getByText('Rule “https”').waitFor()
    assert.equal(await field.getAttribute('aria-invalid'), 'true')
    await field.fill('https://shop.test/cb')
    await page.getByText('Rule “https”').waitFor({ state: 'detached' })
    assert.equal(await field.getAttribute('aria-invalid'), null)
  })

  it('can do everything without a script', async (test) => {
    const { stripe, signIn, url } = await served(test, browser)
    const paid = { amount: 2000, currency: 'usd', payment_method: 'pm_card_visa', confirm: true }
    const { id } = await stripe('sk_test_harbour').paymentIntents.create(paid)
    const page = await signIn({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } })

    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('link', { name: 'Payments' }).click()
    await page.getByRole('link', { name: '$20.00' }).click()
    await page.getByLabel('Amount in USD').fill('5')
    await page.getByRole('button', { name: 'Refund' }).click()
    await page.getByText('Partially refunded').waitFor()
    const { data } = await stripe('sk_test_harbour').refunds.list({ payment_intent: id })
    assert.equal(data[0]?.amount, 500)

    await page.goto(`${url}/developers/keys`)
    await page.getByRole('row', { name: 'Secret' }).getByRole('button', { name: 'Roll' }).click()
    await page.getByRole('button', { name: 'Roll key' }).click()
    await page.getByText('Your new key').waitFor()
  })

  for (const [width, colorScheme] of [
    [1280, 'light'],
    [360, 'dark'],
  ] as const) {
    it(`has nothing axe objects to, ${width} px wide in the ${colorScheme}`, async (test) => {
      const { stripe, signIn, url } = await served(test, browser)
      const paths = await somethingOfEverything(stripe('sk_test_harbour'))
      const page = await signIn({ bypassCSP: true, colorScheme, viewport: { width, height: 800 } })
      for (const path of ['/', ...paths]) {
        await page.goto(url + path)
        assert.deepEqual(await violations(page), [], path)
        await fits(page, path)
      }
    })
  }

  it('fits where there is just room for the sidebar and two columns', async (test) => {
    const { stripe, signIn, url } = await served(test, browser)
    const paths = await somethingOfEverything(stripe('sk_test_harbour'))
    const page = await signIn({ viewport: { width: 960, height: 800 } })
    for (const path of ['/', ...paths]) {
      await page.goto(url + path)
      await fits(page, path)
    }
  })
})

async function fits(page: Page, path: string): Promise<void> {
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
  assert.equal(wide, false, `${path} is wider than the screen`)
}

type Client = ReturnType<Awaited<ReturnType<typeof dashboardWorld>>['stripe']>

/** Makes one thing of each kind; the paths of all pages then. */
async function somethingOfEverything(stripe: Client): Promise<string[]> {
  const customer = await stripe.customers.create({ name: 'Ada', email: 'ada@example.com' })
  const intent = await stripe.paymentIntents.create({
    ...{ amount: 2000, currency: 'usd', customer: customer.id },
    ...{ payment_method: 'pm_card_visa', confirm: true },
  })
  await stripe.refunds.create({ payment_intent: intent.id, amount: 500 })
  const endpoint = await stripe.webhookEndpoints.create({
    ...{ url: 'https://example.com/hooks', enabled_events: ['charge.refunded'] },
  })
  const [event] = (await stripe.events.list({ type: 'charge.refunded' })).data
  const product = await stripe.products.create({
    ...{ name: 'Beans' },
    default_price_data: { unit_amount: 900, currency: 'usd', recurring: { interval: 'month' } },
  })
  const price = idOf(product.default_price) ?? ''
  const subscription = await stripe.subscriptions.create({
    ...{ customer: customer.id, items: [{ price }], trial_period_days: 9 },
  })
  return [
    ...['/products', '/products/new', `/products/${product.id}`],
    ...['/subscriptions', '/subscriptions/new', `/subscriptions/${subscription.id}`],
    ...['/invoices', `/invoices/${idOf(subscription.latest_invoice)}`, '/invoices?status=void'],
    ...['/developers/clock', '/accounts/new'],
    ...['/payments', `/payments/${intent.id}`, '/payments?status=canceled'],
    ...['/customers', '/customers/new', `/customers/${customer.id}`],
    ...['/developers/keys', '/developers/webhooks', '/developers/webhooks/new'],
    ...[`/developers/webhooks/${endpoint.id}`, '/developers/events'],
    ...[`/developers/events/${event?.id}`, '/developers/requests'],
  ]
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found: { id: string; nodes: { html: string }[] }[] = await page.evaluate(
    'axe.run().then((result) => result.violations)',
  )
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}
