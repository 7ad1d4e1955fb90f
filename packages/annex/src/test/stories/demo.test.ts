/** The whole story in a browser: connect, see data arrive, hear of a change, disconnect. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { Stripe } from 'stripe'
import { outsideWith } from '../../core/outside.js'
import { openDatabase } from '../../extension/store/open.js'
import { noChromium, openChromium, type ChromiumOptions } from '../chromium.js'
import { startServer, temporaryFolder } from '../command.js'

interface Person {
  email: string
  password: string
  account: string
  business_name: string
  secret_key: string
}

/** What `annex dev --json` says when it is ready. */
interface Demo {
  platform: { url: string }
  extension: { url: string }
  people: Person[]
  data: string
  stop(): Promise<unknown>
}

/** For who only wants to click: eighteen months of three shops take longer than the click. */
const WITHOUT_PAST = ['--no-history', '--no-traffic']

describe('the story of a connection', { skip: noChromium, timeout: 420_000 }, () => {
  it('connects, mirrors, hears of a payment, and forgets all of it', async (test) => {
    const demo = await startDemo(test)
    const harbour = personOf(demo, 'Harbour Coffee')
    const page = await openPage(test)

    await goToConsent(page, demo, harbour, 'Harbour Coffee')
    await page.getByRole('button', { name: 'Connect account' }).click()
    await page.waitForURL((url) => url.href.startsWith(`${demo.extension.url}/connections/`))
    await page.getByText('Up to date').waitFor({ timeout: 30_000 })

    await pay(demo, harbour.secret_key, 432_107)
    await page.getByText('$4,321.07').first().waitFor()

    await disconnectOnPlatform(page, demo)
    await page.goto(demo.extension.url)
    await page.getByText(/was disconnected at Stripe/).waitFor()
    await page.getByText(/rows removed/).waitFor()
    await demo.stop()

    assert.deepEqual(await rowsLeft(demo.data, harbour.account), [])
  })

  it('changes nothing when the person cancels', async (test) => {
    const demo = await startDemo(test, WITHOUT_PAST)
    const northwind = personOf(demo, 'Northwind Yoga')
    const page = await openPage(test)

    await goToConsent(page, demo, northwind, 'Northwind Yoga')
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()

    await page.getByText('Connection cancelled').first().waitFor()
    assert.ok(page.url().startsWith(demo.extension.url))
    await page.goto(demo.extension.url)
    await page.getByText('Connect your first Stripe account').waitFor()
  })

  it('connects an account that is created on the way, without a script', async (test) => {
    const demo = await startDemo(test, WITHOUT_PAST)
    const pixel = personOf(demo, 'Pixel Press')
    const page = await openPage(test, { javaScript: false })

    await goToConsent(page, demo, pixel, 'Create a new account')
    await page.getByRole('button', { name: 'Skip this form' }).click()
    await page.getByRole('button', { name: 'Connect account' }).click()

    await page.waitForURL((url) => url.href.startsWith(`${demo.extension.url}/connections/`))
    const account = await page
      .getByText(/^acct_\w+$/)
      .first()
      .textContent()
    assert.ok(demo.people.every((person) => person.account !== account))
  })
})

/** @param flags more of them */
async function startDemo(test: TestContext, flags: string[] = []): Promise<Demo> {
  const data = temporaryFolder(test)
  const ports = ['--platform-port', '0', '--extension-port', '0']
  const running = await startServer(test, ['dev', '--data', data, ...ports, ...flags], {
    cwd: data,
  })
  return { ...(running.ready as unknown as Demo), data, stop: () => running.end() }
}

async function openPage(test: TestContext, options: ChromiumOptions = {}): Promise<Page> {
  const chromium = await openChromium(options)
  test.after(() => chromium.close())
  return chromium.page
}

function personOf({ people }: Demo, business: string): Person {
  const found = people.find((person) => person.business_name === business)
  return found ?? assert.fail(`Nobody of ${business} is there.`)
}

/** From the extension's button to the consent page with an account chosen. */
async function goToConsent(page: Page, demo: Demo, who: Person, account: string): Promise<void> {
  await page.goto(demo.extension.url)
  await page.getByText('Connect with Stripe').first().click()
  await page.getByLabel('Email').fill(who.email)
  await page.getByLabel('Password').fill(who.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText(account).first().click()
}

async function pay(demo: Demo, key: string, amount: number): Promise<void> {
  const { hostname, port } = new URL(demo.platform.url)
  const stripe = new Stripe(key, { host: hostname, port: Number(port), protocol: 'http' })
  await stripe.paymentIntents.create({
    ...{ amount, currency: 'usd', payment_method: 'pm_card_visa', confirm: true },
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  })
}

async function disconnectOnPlatform(page: Page, demo: Demo): Promise<void> {
  await page.goto(`${demo.platform.url}/settings/applications`)
  await page.getByRole('link', { name: /Ledgerline/ }).click()
  await page.getByRole('button', { name: 'Disconnect' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await page
    .getByText(/disconnected/i)
    .first()
    .waitFor()
}

/** Every table that names an account is asked, so that a new one can't be forgotten here. */
async function rowsLeft(data: string, account: string): Promise<{ table: string; rows: number }[]> {
  const directory = join(data, 'extension')
  const store = await openDatabase({ url: undefined, directory, outside: outsideWith() })
  const tables = await store.query<{ name: string }>(
    `select table_schema || '."' || table_name || '"' as name
       from information_schema.columns
      where column_name = 'account' and table_schema in ('stripe', 'annex')`,
  )
  const left: { table: string; rows: number }[] = []
  for (const { name } of tables) {
    const sql = `select count(*)::int as rows from ${name} where account = $1`
    const [row] = await store.query<{ rows: number }>(sql, [account])
    if (row && row.rows > 0) left.push({ table: name, rows: row.rows })
  }
  await store.close()
  return left
}
