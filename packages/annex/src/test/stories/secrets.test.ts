/** No secret of a connection's whole life is found in a log, in a file or on a page (K5, R8). */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { createLog } from '../../core/log.js'
import { systemRandom } from '../../core/random.js'
import { PATHS } from '../../extension/routes.js'
import { LEDGERLINE, SHOPS, WEBHOOK_SECRET } from '../../platform/seed/demo.js'
import { temporaryFolder } from '../command.js'
import type { Browser } from '../browser.js'
import { bothHalves } from '../worlds/both-halves.js'

const HARBOUR = SHOPS[0] ?? assert.fail('The demo has no shops.')
const ENCRYPTION_KEY = Buffer.from(systemRandom.bytes(32)).toString('base64')

async function world(test: TestContext) {
  const folder = temporaryFolder(test)
  const lines: string[] = []
  const secrets = new Map<string, string>([
    ['the secret key of the application', LEDGERLINE.secret_key],
    ['the secret key of the shop', HARBOUR.secret_key],
    ['the signing secret', WEBHOOK_SECRET],
    ['a password', HARBOUR.password],
    ['the encryption key', ENCRYPTION_KEY],
  ])
  const stream = { write: (line: string) => void lines.push(line) }
  const listening: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (!String(input instanceof Request ? input.url : input).includes('/oauth/token'))
      return response
    const tokens = (await response.clone().json()) as Record<string, string>
    for (const name of ['access_token', 'refresh_token']) secrets.set(name, tokens[name] ?? '')
    return response
  }
  const both = await bothHalves(
    test,
    {
      ...{ data: join(folder, 'extension'), log: createLog('debug', 'extension', stream) },
      env: { ENCRYPTION_KEY: `k1:${ENCRYPTION_KEY}` },
      outside: { fetch: listening },
    },
    { data: join(folder, 'platform'), log: createLog('debug', 'platform', stream) },
  )
  return { ...both, folder, lines, secrets }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50))
}

/** Everything below, whatever it is called, but the key that the platform keeps in a file of its own. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile() && !name.endsWith('platform.key'))
}

describe('the secrets of a connection', { timeout: 120_000 }, () => {
  it('are in no log, no file and on no page, from connecting to the end', async (test) => {
    const halves = await world(test)
    const { extension, platform, secrets, lines, folder } = halves
    const { hostname, port } = new URL(halves.platformUrl)
    const stripe = new Stripe(HARBOUR.secret_key, { host: hostname, port, protocol: 'http' })
    const { atPlatform, atExtension } = halves.person()
    const pages: string[] = []
    const visit = async (browser: Browser, paths: readonly string[]) => {
      for (const path of paths) pages.push((await browser.open(path)).html)
    }

    await stripe.customers.create({ name: 'Ada' })
    const left = await atExtension.open('/connect')
    await atPlatform.open(left.headers.get('location') ?? '')
    await atPlatform.press('Sign in', { email: HARBOUR.email, password: HARBOUR.password })
    const back = (await atPlatform.press('Connect account')).headers.get('location') ?? ''
    secrets.set('the code', new URL(back).searchParams.get('code') ?? '')
    const id = (await atExtension.open(back)).url.pathname.split('/')[2] ?? ''
    const customers = async () => {
      const { backfill } = await extension.accounts.status(HARBOUR.account)
      return backfill.find(({ kind }) => kind === 'customers')?.objects ?? 0
    }
    await until(async () => (await customers()) === 1)
    await stripe.customers.create({ name: 'Grace' })
    await until(async () => (await customers()) === 2)
    for (const [half, { cookies }] of Object.entries({ atPlatform, atExtension }))
      for (const [name, value] of cookies) secrets.set(`the cookie ${name} ${half}`, value)

    const below = '/developers/keys /developers/webhooks /developers/requests /developers/events'
    await visit(atPlatform, [
      '/',
      ...below.split(' '),
      '/settings/applications',
      '/settings/extension',
    ])
    const ours = Object.values(PATHS).filter(
      (path) => !/live|webhooks|connect$|callback/.test(path),
    )
    const shown = ours.map((path) => path.replace(':id', id).replace(/:\w+/g, 'customers'))
    await visit(atExtension, shown)
    await atExtension.open(`/connections/${id}/settings`)
    await atExtension.press('Disconnect')
    await until(async () => (await extension.accounts.list()).length === 0)
    await visit(atExtension, ['/'])
    await extension.close()
    await platform.close()

    const files = filesUnder(folder).map((name) => [name, readFileSync(name, 'latin1')] as const)
    assert.ok(files.length > 2 && lines.length > 20 && pages.length > 10)
    // What may be kept is there, so the search would find what may not.
    for (const half of ['platform', 'extension']) {
      const stored = files.filter(([name]) => name.startsWith(join(folder, half)))
      assert.ok(
        stored.some(([, content]) => content.includes(HARBOUR.account)),
        half,
      )
      const told = lines.filter((line) => line.includes(`"name":"${half}"`))
      assert.ok(
        told.some((line) => line.includes(HARBOUR.account)),
        half,
      )
    }
    assert.ok(secrets.size >= 10, [...secrets.keys()].join())
    for (const [what, secret] of secrets) {
      assert.ok(secret.length > 9, `there was no ${what}`)
      const line = lines.find((one) => one.includes(secret))
      assert.equal(line, undefined, `${what} is in a log`)
      const file = files.find(([, content]) => content.includes(secret))
      assert.equal(file?.[0], undefined, `${what} is in a file`)
      const page = pages.find((html) => html.includes(secret))
      assert.equal(page, undefined, `${what} is on a page`)
    }
  })
})
