/** Invoices and the portal in a real browser: without a script, on a phone, judged by axe. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, it, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { systemRandom } from '../../core/random.js'
import { systemTimers } from '../../core/timers.js'
import { serve } from '../../web/serve.js'
import { noChromium, openChromium, type ChromiumOptions } from '../chromium.js'
import { pdfPages } from '../pdf-text.js'
import { portalWorld } from '../worlds/portal.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A served platform, an invoice that waits, a session, and a browser. */
async function served(test: TestContext, options: ChromiumOptions) {
  const world = await portalWorld(test)
  const { stripe, customer, platform, open } = world
  const outside = { timers: systemTimers, random: systemRandom }
  const onError = (error: unknown) => assert.fail(String(error))
  const server = await serve((request, node) => platform.fetch(request, undefined, node), {
    ...{ port: 0, maxBodyBytes: 1024 * 1024, outside, onError },
  })
  test.after(() => server.close(0))
  platform.listensAt(server.url)
  const draft = await stripe.invoices.create({
    ...{ customer, collection_method: 'send_invoice', days_until_due: 14 },
  })
  await stripe.invoiceItems.create({
    ...{ customer, invoice: draft.id, amount: 4500, currency: 'usd', description: 'Grinder' },
  })
  const invoice = await stripe.invoices.finalizeInvoice(draft.id)
  const browser = await openChromium(options)
  test.after(() => browser.close())
  return { ...world, page: browser.page, invoice, session: (await open()).url, url: server.url }
}

describe('billing pages in a browser', { skip: noChromium, timeout: 120_000 }, () => {
  it('take a payment on a phone, without a script, and hand out the PDF', async (test) => {
    const { page, invoice, stripe } = await served(test, { width: 360, javaScript: false })
    await page.goto(invoice.hosted_invoice_url ?? '')
    await pay(page, '4000 0000 0000 0002')
    await page.getByText('Your card was declined').waitFor()
    assert.equal(await page.getByLabel('Name on card').inputValue(), 'Jenny Rosen')

    await pay(page, '4242 4242 4242 4242')
    await page.getByText('$45.00 paid on Sep 23, 2026').waitFor()

    assert.equal((await stripe.invoices.retrieve(invoice.id)).status, 'paid')
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download PDF' }).click()
    const file = readFileSync(await (await downloading).path())
    assert.match(pdfPages(file)[0] ?? '', /Grinder/)
  })

  it('change a plan and end it, without a script', async (test) => {
    const { page, session, stripe, subscription, large } = await served(test, {
      ...{ width: 360, javaScript: false },
    })
    await page.goto(session)
    await page.getByRole('link', { name: 'Change plan' }).click()
    await page.getByLabel('Office beans').check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'Due today' }).waitFor()
    await page.getByRole('button', { name: 'Confirm and pay' }).click()
    await page.getByText('Your plan was changed.').waitFor()

    await page.getByRole('link', { name: 'Cancel plan' }).click()
    await page.getByLabel('It’s too expensive').check()
    await page.getByRole('button', { name: 'Cancel plan' }).click()
    await page.getByText('Ends on Oct 23, 2026').waitFor()

    const ending = await stripe.subscriptions.retrieve(subscription)
    assert.equal(ending.items.data[0]?.price.id, large)
    assert.equal(ending.cancellation_details?.feedback, 'too_expensive')
  })

  for (const options of [{ width: 1280 }, { width: 360, dark: true }]) {
    const how = `${options.width} px wide in the ${options.dark ? 'dark' : 'light'}`
    it(`have nothing axe objects to, ${how}`, async (test) => {
      const { page, invoice, session, subscription, large, stripe, url } = await served(test, {
        ...{ ...options, bypassCsp: true },
      })
      const [charge] = (await stripe.charges.list({ limit: 1 })).data
      const plan = `${session}/plans/${subscription}`
      for (const address of [
        ...[session, plan, `${plan}/change?price=${large}`, `${plan}/cancel`, `${session}/card`],
        ...[`${session}/details`, invoice.hosted_invoice_url ?? '', charge?.receipt_url ?? ''],
      ]) {
        // The charge was made before the platform knew where it would be served.
        const path = address.replace(/^https?:\/\/[^/]+/, '')
        await page.goto(url + path)
        assert.deepEqual(await violations(page), [], path)
        const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
        assert.equal(wide, false, `${path} is wider than the screen`)
      }
    })
  }
})

async function pay(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number)
  await page.getByLabel('Expiry').fill('12 / 34')
  await page.getByLabel('Security code').fill('123')
  await page.getByLabel('Name on card').fill('Jenny Rosen')
  await page.getByRole('button', { name: 'Pay $45.00' }).click()
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found: { id: string; nodes: { html: string }[] }[] = await page.evaluate(
    'axe.run().then((result) => result.violations)',
  )
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}
