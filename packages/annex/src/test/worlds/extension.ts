/** An extension's connect room over a real store, with a stand-in for Stripe and a held clock. */
import { Writable } from 'node:stream'
import { heldClock, type HeldClock } from '../../core/clock.js'
import { createLog } from '../../core/log.js'
import { outsideWith } from '../../core/outside.js'
import { systemRandom } from '../../core/random.js'
import { parseKeyRing } from '../../core/seal.js'
import { Secret } from '../../core/secret.js'
import type { Timers } from '../../core/timers.js'
import { createApp } from '../../extension/app.js'
import { runConnectJob } from '../../extension/connect/jobs.js'
import type {
  Access as Answer,
  ConnectJob,
  ConnectNews,
  ConnectParts,
} from '../../extension/connect/parts.js'
import type { PurgeParts } from '../../extension/connect/purge.js'
import type { Access } from '../../extension/people/access.js'
import { DEFAULT_BRAND } from '../../extension/people/brand.js'
import { openSetup } from '../../extension/people/setup.js'
import { routesUnder } from '../../extension/routes.js'
import type { AccountKey, ConnectionRow } from '../../extension/store/connections.js'
import type { Database } from '../../extension/store/database.js'
import { readHashKey } from '../../extension/store/hash-key.js'
import { testBrowser, type TestBrowser } from './browser.js'
import { CHEAP } from './people.js'
import { standInStripe, type StandInStripe } from './stand-in-stripe.js'

export const START = 1_795_000_000

export interface ExtensionWorld {
  stripe: StandInStripe
  clock: HeldClock
  parts: ConnectParts & PurgeParts & { attempt: number }
  jobs: ConnectJob[]
  started: { connection: ConnectionRow; renewed: boolean }[]
  told: ConnectNews[]
  left: AccountKey[]
  logged: string[]
  setupLink: string | undefined
  /** What Stripe says when asked for an account; undefined: what the stand-in knows. */
  answer: Answer | undefined
  browser(): TestBrowser
  fetch(request: Request): Response | Promise<Response>
  close(): Promise<void>
}

/** The host app of a test: its people say who they are. */
export const trusting: Access = {
  kind: 'host',
  allow: (request) => {
    const id = request.headers.get('x-person') ?? 'ada'
    return id === 'nobody' ? null : { id }
  },
}

export interface WorldOptions {
  access?: Access
  publicUrl?: string
  timers?: Timers
}

export async function extensionWorld(
  database: Database,
  { access = trusting, publicUrl = 'http://localhost:4300', timers }: WorldOptions = {},
): Promise<ExtensionWorld> {
  const stripe = await standInStripe()
  const clock = heldClock(START)
  const ring = parseKeyRing(`k1:${Buffer.from(systemRandom.bytes(32)).toString('base64')}`)
  await database.query('delete from annex.keys')
  const outside = outsideWith({ clock, ...(timers && { timers }) })
  const hashKey = await readHashKey(database, { ring, random: outside.random })
  const routes = routesUnder(new URL(publicUrl))
  const logged: string[] = []
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      logged.push(String(chunk))
      done()
    },
  })
  const world: Omit<ExtensionWorld, 'setupLink' | 'browser' | 'fetch'> = {
    ...{ stripe, clock, jobs: [], started: [], told: [], left: [], logged, answer: undefined },
    parts: {
      settings: {
        clientId: 'ca_test_ledgerline',
        secretKey: new Secret('sk_test_ledgerline'),
        connectBase: stripe.origin,
        redirectUri: routes.absolute('callback'),
        scope: 'read_only',
        livemode: false,
      },
      ...{ database, outside, keyRing: ring, hashKey },
      enqueue: async (_tx, job) => void world.jobs.push(job),
      connected: async (_tx, connection, renewed) =>
        void world.started.push({ connection, renewed }),
      probe: async ({ account }) =>
        world.answer ?? (stripe.connected.has(account) ? 'granted' : 'revoked'),
      hooks: {
        onConnect: (_connection, news) => void world.told.push(news),
        onDisconnect: (key) => void world.left.push(key),
      },
      forgetJobs: async () => {},
      attempt: 1,
    },
    close: () => stripe.close(),
  }
  const people = {
    ...{ access, brand: DEFAULT_BRAND, database, outside, hashKey, routes, secure: false },
    passwordCost: CHEAP,
  }
  const setup = await openSetup(people)
  const app = createApp({
    ...{ connect: world.parts, people, setup, log: createLog('info', 'test', stream) },
  })
  const fetch = (request: Request) => app.fetch(request)
  return Object.assign(world, {
    setupLink: setup?.link,
    browser: () => testBrowser(fetch, new URL(publicUrl).origin),
    fetch,
  })
}

/** Leaves for Stripe. @returns the address of the consent page */
export async function leave(browser: TestBrowser, path = '/connect'): Promise<URL> {
  const response = await browser.get(path)
  return new URL(response.headers.get('location') ?? '')
}

/** The address Stripe sends the browser back to. */
export function back(left: URL, query: Record<string, string>): string {
  const state = left.searchParams.get('state') ?? ''
  return `/connect/callback?${new URLSearchParams({ scope: 'read_only', state, ...query }).toString()}`
}

/** The whole way: leave, allow, come back. */
export async function connectAccount(
  world: ExtensionWorld,
  account: string,
  browser = world.browser(),
): Promise<Response> {
  const left = await leave(browser)
  return browser.get(back(left, { code: world.stripe.codeFor(account) }))
}

/** Runs the jobs kept so far, and those they keep. */
export async function runJobs(world: ExtensionWorld): Promise<void> {
  for (let job = world.jobs.shift(); job; job = world.jobs.shift()) {
    await runConnectJob(job, world.parts)
  }
}
