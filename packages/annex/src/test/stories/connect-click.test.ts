/** The first click, on both halves over HTTP: connect, see the data arrive, disconnect. */
import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { systemTimers } from '../../core/timers.js'
import { SHOPS } from '../../platform/seed/demo.js'
import { paths } from '../../platform/routes.js'
import { bothHalves, type BothHalves } from '../worlds/both-halves.js'

const HARBOUR = SHOPS[0] ?? assert.fail('The demo has no shops.')

async function connectHarbour(halves: BothHalves) {
  const { atPlatform, atExtension } = halves.person()
  const left = await atExtension.open('/connect')
  await atPlatform.open(left.headers.get('location') ?? '')
  const { email, password } = HARBOUR
  await atPlatform.press('Sign in', { email, password })
  const allowed = await atPlatform.press('Connect account')
  const arrived = await atExtension.open(allowed.headers.get('location') ?? '')
  return { atPlatform, atExtension, arrived }
}

/** Waits for what background work brings; a test that waits in vain is ended by the runner. */
async function until({ signal }: TestContext, isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    signal.throwIfAborted()
    await systemTimers.sleep(50)
  }
}

function shopClient({ platformUrl }: BothHalves): Stripe {
  const { hostname, port } = new URL(platformUrl)
  return new Stripe(HARBOUR.secret_key, { host: hostname, port, protocol: 'http' })
}

describe('a connect click', () => {
  it('ends on the page of the connection, and its history arrives', async (test: TestContext) => {
    const halves = await bothHalves(test)
    const stripe = shopClient(halves)
    await stripe.customers.create({ name: 'Ada' })
    const { arrived, atExtension } = await connectHarbour(halves)

    assert.equal(arrived.status, 200)
    assert.match(arrived.url.pathname, /^\/connections\/conn_\w+$/)
    assert.equal(arrived.url.search, '')
    const done = async () => {
      const { backfill } = await halves.extension.accounts.status(HARBOUR.account)
      return backfill.length > 0 && backfill.every(({ state }) => state === 'done')
    }
    await until(test, done)
    const { backfill } = await halves.extension.accounts.status(HARBOUR.account)
    assert.equal(backfill.find(({ kind }) => kind === 'customers')?.objects, 1)
    const page = await atExtension.open('/')
    assert.match(page.text, /Harbour Coffee/)
  })

  it('brings what happens afterwards, and ends from our side', async (test: TestContext) => {
    const halves = await bothHalves(test)
    const stripe = shopClient(halves)
    const { arrived, atExtension } = await connectHarbour(halves)
    await stripe.customers.create({ name: 'Grace' })
    const { accounts } = halves.extension
    const customers = async () => {
      const { backfill } = await accounts.status(HARBOUR.account)
      return backfill.find(({ kind }) => kind === 'customers')?.objects
    }
    await until(test, async () => (await customers()) === 1)

    await atExtension.open(`${arrived.url.pathname}/settings`)
    await atExtension.press('Disconnect')

    await until(test, async () => (await accounts.list()).length === 0)
    await assert.rejects(accounts.status(HARBOUR.account), /None is connected yet/)
    const { hostname, port } = new URL(halves.platformUrl)
    const ours = new Stripe('sk_test_ledgerline', { host: hostname, port, protocol: 'http' })
    const refused = ours.customers.list({}, { stripeAccount: HARBOUR.account })
    await assert.rejects(refused, { code: 'account_invalid' })
  })

  it("ends from the account's side", async (test: TestContext) => {
    const halves = await bothHalves(test)
    const { atPlatform } = await connectHarbour(halves)
    const list = await atPlatform.open(paths.applications)
    const [, id = ''] = /href="[^"]*\/(grant_\w+)"/.exec(list.html) ?? []
    await atPlatform.open(paths.application(id))
    await atPlatform.press('Disconnect')

    await until(test, async () => (await halves.extension.accounts.list()).length === 0)
  })

  it('changes nothing when it is cancelled', async (test: TestContext) => {
    const halves = await bothHalves(test)
    const { atPlatform, atExtension } = halves.person()
    const left = await atExtension.open('/connect')
    await atPlatform.open(left.headers.get('location') ?? '')
    const { email, password } = HARBOUR
    await atPlatform.press('Sign in', { email, password })
    const denied = await atPlatform.press('Cancel')

    const page = await atExtension.open(denied.headers.get('location') ?? '')

    assert.match(page.text, /Connection cancelled/)
    assert.deepEqual(await halves.extension.accounts.list(), [])
  })
})
