import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { createLog } from '../../core/log.js'
import { pagesOf } from '../../platform/pages.js'
import { startPlatform } from '../../testing.js'
import { pageRequests } from '../bad-input/page-requests.js'
import { openBrowser } from '../browser.js'
import { idOf } from '../../platform/dashboard/shown.js'

const SEED = Number(process.env['BAD_INPUT_SEED'] ?? 20261028)
const REQUESTS = Number(process.env['BAD_INPUT_REQUESTS'] ?? 1500)

/** Leaving ends the session that gets requests past the door; the live page never ends. */
const LEFT_OUT = /^\/(?:sign-out|live)|^\/\*$/

async function world() {
  const bugs: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      bugs.push(String(chunk))
      done()
    },
  })
  const { platform, stripe, account } = await startPlatform({
    log: createLog('error', 'platform', stream),
  })
  const browser = openBrowser((request) => platform.fetch(request))
  await browser.open('/sign-up')
  await browser.press('Create account', {
    ...{ email: 'ada@harbour.test', name: 'Ada', password: 'correct horse', country: 'US' },
    business_name: 'Harbour',
  })
  const { html } = await browser.open('/')
  const customer = await stripe.customers.create()
  const intent = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' })
  const product = await stripe.products.create({
    ...{ name: 'Beans' },
    default_price_data: { unit_amount: 900, currency: 'usd', recurring: { interval: 'month' } },
  })
  const price = idOf(product.default_price) ?? ''
  const subscription = await stripe.subscriptions.create({
    ...{ customer: customer.id, items: [{ price }], trial_period_days: 9 },
  })
  const billed = [product.id, price, subscription.id, idOf(subscription.latest_invoice) ?? '']
  const routes = pagesOf(platform.parts).routes.filter(
    ({ method, path }) => method !== 'ALL' && !LEFT_OUT.test(path),
  )
  return {
    bugs,
    platform,
    known: {
      routes,
      cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; '),
      formToken: /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? '',
      ids: [customer.id, intent.id, account.account.id, ...billed],
    },
  }
}

describe('pages and OAuth endpoints, asked senseless things', async () => {
  const { platform, known, bugs } = await world()
  after(() => platform.close())

  it(`answer each with less than a 500 and a request id (seed ${SEED})`, async () => {
    assert.notEqual(known.formToken, '')
    const statuses = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(pageRequests(known), async ({ method, target, headers, body }) => {
        const url = new URL(target, 'http://localhost:4242')
        const init = body === undefined ? { method, headers } : { method, headers, body }
        const response = await platform.fetch(new Request(url, init))
        await response.text()
        assert.ok(
          response.status < 500,
          `${method} ${target.slice(0, 80)} ${response.status} ${bugs.at(-1)}`,
        )
        assert.match(response.headers.get('request-id') ?? '', /^req_/)
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
      }),
      { numRuns: REQUESTS, seed: SEED, endOnFailure: true },
    )
    assert.deepEqual(bugs, [])
    // Some must have got as far as a page, a redirect and a refusal, or nothing was tried.
    for (const status of [200, 302, 400, 404]) assert.ok(statuses.has(status), `never a ${status}`)
  })
})
