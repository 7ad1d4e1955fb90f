import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { noChromium, openChromium, type ChromiumOptions } from '../chromium.js'
import { listenBehindDoor } from '../worlds/both-halves.js'
import { ASKS_BANK, checkoutShop, DECLINES } from '../worlds/checkout.js'

/** A shop behind a port, and a payer's browser; the seller's own page, behind another, is a word. */
async function counter(t: TestContext, options: ChromiumOptions = {}) {
  const { url, door } = await listenBehindDoor(t)
  const shop = await checkoutShop(t, { publicUrl: url })
  door.open((request, node) => shop.platform.fetch(request, undefined, node))
  const chromium = await openChromium(options)
  t.after(() => chromium.close())
  const seller = await listenBehindDoor(t)
  const headers = { 'Content-Type': 'text/html' }
  seller.door.open(() => new Response('<h1>Thank you</h1>', { headers }))
  const back = { success_url: `${seller.url}/done?session={CHECKOUT_SESSION_ID}` }
  return {
    ...{ ...shop, page: chromium.page },
    selling: () => shop.selling(back),
    subscribing: () => shop.subscribing(back),
  }
}

async function fillIn(page: Page, card: string): Promise<void> {
  await page.getByLabel('Email').fill('jenny@example.test')
  await typeCard(page, card)
  await page.getByLabel('Name on card').fill('Jenny Rosen')
}

async function typeCard(page: Page, card: string): Promise<void> {
  await page.getByLabel('Card number').fill(card)
  await page.getByLabel('Expiry').fill('12 / 34')
  await page.getByLabel('Security code').fill('123')
}

const options = { skip: noChromium, timeout: 60_000 }

describe('paying in a real browser', options, () => {
  it('subscribes with a card, without any script', async (t) => {
    const { page, sessions, subscribing } = await counter(t, { javaScript: false })
    const session = await subscribing()
    await page.goto(session.url ?? '')
    await fillIn(page, '4242 4242 4242 4242')
    await page.getByRole('button', { name: 'Subscribe' }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    assert.equal(new URL(page.url()).searchParams.get('session'), session.id)
    assert.equal((await sessions.retrieve(session.id)).payment_status, 'paid')
  })

  it('is declined, then proves itself at the bank, on a phone', async (t) => {
    const { page, sessions, stripe, selling } = await counter(t, { width: 360, dark: true })
    const session = await selling()
    await page.goto(session.url ?? '')
    await fillIn(page, DECLINES)
    await page.getByRole('button', { name: 'Pay $30.00' }).click()
    await page.getByRole('alert').getByText('Your card has insufficient funds').waitFor()
    assert.equal(await page.getByLabel('Email').inputValue(), 'jenny@example.test')
    assert.equal(await page.getByLabel('Card number').inputValue(), '')
    const scrolls = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
    assert.equal(scrolls, false)

    await typeCard(page, ASKS_BANK)
    await page.getByRole('button', { name: 'Pay $30.00' }).click()
    await page.getByRole('button', { name: 'Complete authentication' }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()

    assert.equal((await sessions.retrieve(session.id)).payment_status, 'paid')
    assert.equal((await stripe.paymentIntents.list()).data.length, 1)
    await page.goto(session.url ?? '')
    await page.getByRole('heading', { name: 'You’re all done here' }).waitFor()
  })
})
