import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { systemRandom } from '../../core/random.js'
import { systemTimers } from '../../core/timers.js'
import { serve } from '../../web/serve.js'
import { dashboardWorld } from '../worlds/dashboard.js'
import { startReceiver } from '../receiver.js'
import { startServer, temporaryFolder } from '../command.js'
import { runCli, startCli, stripeCli, supportedTriggers, typeOfTrigger } from '../stripe-cli.js'

/** A few of what `npm run cli:sweep` tries in full; each exercises another part of the API. */
const SAMPLE = [
  ...['charge.refunded', 'coupon.updated', 'payment_intent.canceled'],
  ...['payment_intent.payment_failed', 'payment_intent.requires_action', 'plan.created'],
]

const binary = stripeCli()
const skip =
  binary === undefined && 'the official command line is not here: npm run cli:sweep fetches it'

async function world(test: TestContext) {
  const cwd = temporaryFolder(test)
  const args = ['platform', '--data', ':memory:', '--port', '0', '--log-level', 'error']
  const { ready } = await startServer(test, args, { cwd })
  const [account] = ready.accounts as { keys: { test: { secret: string } } }[]
  return { binary: binary ?? '', url: ready.url, key: account?.keys.test.secret ?? '' }
}

describe('the official command line', { skip }, () => {
  it('triggers events, and they are there afterwards', async (test) => {
    const cli = await world(test)
    assert.ok((await supportedTriggers(cli)).length > 100)

    for (const name of SAMPLE) {
      const { code, output } = await runCli(['trigger', name], cli)
      assert.equal(code, 0, output)
      const type = typeOfTrigger(name)
      const listed = await runCli(['get', '/v1/events', '-d', `type=${type}`], cli)
      const { data } = JSON.parse(listed.output)
      assert.equal(data[0]?.type, type, name)
    }
  })
})

describe('stripe listen', { skip }, () => {
  it('prints events and posts them on, signed with the secret it shows', async (test) => {
    const cli = await world(test)
    const receiver = await startReceiver(test)
    const to = ['--forward-to', receiver.url, '--all-snapshot']
    const listening = startCli(['listen', ...to], cli)
    test.after(() => void listening.kill())
    let output = ''
    const ready = Promise.withResolvers<string>()
    for (const stream of [listening.stdout, listening.stderr]) {
      stream.on('data', (chunk) => {
        output += String(chunk)
        const secret = /signing secret is (whsec_\w+)/.exec(output)?.[1]
        if (secret !== undefined) ready.resolve(secret)
      })
    }
    const secret = await ready.promise
    assert.equal((await runCli(['trigger', 'coupon.created'], cli)).code, 0)
    const [received] = await receiver.untilReceived(1)

    const signature = String(received?.headers['stripe-signature'])
    const event = Stripe.webhooks.constructEvent(received?.body ?? '', signature, secret)
    assert.equal(event.type, 'coupon.created')
  })
})

describe('stripe login', { skip }, () => {
  it('is let in by somebody who is signed in, and keeps the key', async (test) => {
    const people = await dashboardWorld(test)
    const { platform } = people
    const serving = await serve(platform.handle, {
      ...{ port: 0, maxBodyBytes: 1024 * 1024, onError: (error) => assert.fail(String(error)) },
      outside: { timers: systemTimers, random: systemRandom },
    })
    test.after(() => serving.close(0))
    platform.listensAt(serving.url)
    const cli = { binary: binary ?? '', url: serving.url, key: '', home: temporaryFolder(test) }
    const where = ['--dashboard-base', serving.url]

    const begun = await runCli(['login', '--non-interactive', ...where], cli)
    const { browser_url, next_step } = JSON.parse(begun.output)
    const grace = await people.signIn('grace')
    const { pathname, search } = new URL(browser_url)
    await grace.open(pathname + search)
    await grace.press('Allow access')
    const [, pollUrl = ''] = /'(.*)'/.exec(next_step) ?? []
    const ended = await runCli(['login', '--complete', pollUrl], cli)

    assert.equal(ended.code, 0, ended.output)
    const listed = await runCli(['get', '/v1/customers'], cli)
    assert.deepEqual(JSON.parse(listed.output).data, [])
  })
})
