/** Buying Ledgerline's plan in a real browser: cards that decline and ask, then the billing portal. */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { noChromium, openChromium } from '../chromium.js'
import { charging, HARBOUR, NORTHWIND, until } from '../worlds/charging.js'
import { ASKS_BANK, DECLINES, typed } from '../worlds/checkout.js'

async function fillCard(page: Page, card: string): Promise<void> {
  await page.getByLabel('Card number').fill(card)
  await page.getByLabel('Expiry').fill(typed.card_expiry)
  await page.getByLabel('Security code').fill(typed.card_cvc)
}

async function openPage(test: TestContext): Promise<Page> {
  const chromium = await openChromium()
  test.after(() => chromium.close())
  return chromium.page
}

describe('a plan bought in a browser', { skip: noChromium, timeout: 180_000 }, () => {
  it('is paid with 4242…, and shown as active at once', async (test) => {
    const world = await charging(test)
    const path = await world.connect(NORTHWIND)
    const page = await openPage(test)
    await page.goto(world.extension.publicUrl + path)
    await page.getByRole('link', { name: 'Choose a plan' }).click()
    await page.getByRole('button', { name: 'Choose Growth per year' }).click()
    await page.getByLabel('Email').fill(typed.email)
    await page.getByLabel('Name on card').fill(typed.card_name)
    await fillCard(page, typed.card_number)
    await page.getByRole('button', { name: 'Subscribe' }).click()

    await page.waitForURL(`${world.extension.publicUrl}${path}/plan`)
    await page.getByText('Thank you. The plan is yours from this moment on.').waitFor()
    await page.getByText('$990.00 per year').waitFor()
    assert.equal(await world.statusOf(NORTHWIND), 'active')
  })

  it('survives a declining card, a bank that asks, a change and a cancellation', async (test) => {
    const world = await charging(test)
    const path = await world.connect(HARBOUR)
    const planPage = `${world.extension.publicUrl}${path}/plan`
    const page = await openPage(test)
    await page.goto(planPage)
    await page.getByRole('button', { name: 'Choose Starter per month' }).click()
    await page.getByLabel('Email').fill(typed.email)
    await page.getByLabel('Name on card').fill(typed.card_name)
    await fillCard(page, DECLINES)
    await page.getByRole('button', { name: 'Subscribe' }).click()
    await page.getByText(/insufficient funds\. Nothing was charged/).waitFor()
    assert.equal(await world.statusOf(HARBOUR), 'none')

    await fillCard(page, ASKS_BANK)
    await page.getByRole('button', { name: 'Subscribe' }).click()
    await page.getByRole('button', { name: 'Complete authentication' }).click()
    await page.waitForURL(planPage)
    await page.getByText('$29.00 per month').waitFor()

    await page.getByRole('button', { name: 'Manage' }).click()
    await page.getByRole('link', { name: 'Change plan' }).click()
    const growth = (await world.extension.billing.plans()).find(({ amount }) => amount === 9900)
    await page.locator(`input[name=price][value=${growth?.price}]`).check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: /^Confirm/ }).click()
    const bank = page.getByRole('button', { name: 'Complete authentication' })
    await Promise.race([bank.click(), page.getByText('Your plan was changed.').waitFor()])
    await page.getByText('Your plan was changed.').waitFor()
    await page.getByRole('link', { name: /Back to|Return to/ }).click()
    await page.waitForURL(planPage)
    await page.getByText('$99.00 per month').waitFor()

    await page.getByRole('button', { name: 'Manage' }).click()
    await page.getByRole('link', { name: 'Cancel plan' }).click()
    await page.getByRole('button', { name: 'Cancel plan' }).click()
    await page.goto(planPage)
    await until(test, async () => {
      const { cancel_at } = await world.extension.billing.status(HARBOUR.account)
      return cancel_at !== null
    })
    await page.reload()
    await page.getByText('Ends', { exact: true }).waitFor()
    assert.equal(await world.statusOf(HARBOUR), 'active')
  })
})
