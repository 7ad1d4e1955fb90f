/** A platform with one extension and one shop, for stories about connecting the two. */
import { Stripe } from 'stripe'
import { heldClock } from '../../core/clock.js'
import { systemRandom } from '../../core/random.js'
import { keyedHash } from '../../core/secret.js'
import { openPlatform } from '../../platform/app.js'
import { createAccount } from '../../platform/store/accounts.js'
import { addApplication } from '../../platform/store/applications.js'
import { findLivingGrant } from '../../platform/store/grants.js'
import { addMember, addMembership, type Role } from '../../platform/store/members.js'
import { findToken } from '../../platform/store/oauth-tokens.js'
import { setRedirectUris } from '../../platform/store/redirect-uris.js'
import { openBrowser, type Browser, type Page } from '../browser.js'
import { PASSWORD, passwordHash } from './people.js'

export const ORIGIN = 'http://localhost:4242'
export const CALLBACK = 'http://localhost:4300/connect/callback'
export const LIVE_CALLBACK = 'https://ledgerline.test/connect/callback?from=live'
/** 2027-01-15, some time in the morning. */
const START = 1_800_000_000

/** Ledgerline has an extension; Grace owns Harbour Coffee. Everybody's password is `PASSWORD`. */
export async function oauthWorld() {
  const clock = heldClock(START)
  const platform = openPlatform({ outside: { clock }, publicUrl: ORIGIN })
  const { store, hashKey } = platform.parts

  const account = (name: string, email = `${name}@${name}.test`, activated = true) =>
    createAccount(
      {
        ...{ id: `acct_${name}`, business_name: name, email, activated },
        keys: {
          test: { secret: `sk_test_${name}`, publishable: `pk_test_${name}` },
          live: { secret: `sk_live_${name}`, publishable: `pk_live_${name}` },
        },
      },
      { store, random: systemRandom, hashKey, now: clock.now() },
    ).account.id
  const member = (name: string, roles: Record<string, Role>) => {
    const created = clock.now()
    addMember(store, {
      id: name,
      email: `${name}@people.test`,
      name,
      password_hash: passwordHash,
      created,
    })
    for (const [to, role] of Object.entries(roles)) {
      addMembership(store, { member: name, account: to, role })
    }
  }
  const application = (owner: string, kind: 'extension' | 'platform' = 'extension') => {
    const look = { primary_color: '#0f5c4a', secondary_color: null, icon: null, logo: null }
    addApplication(
      store,
      {
        ...{ id: `app_${owner}`, account: `acct_${owner}`, kind, name: `${owner} app`, ...look },
        ...{ website: null, enabled: 1, sends_issuer: 1, created: clock.now() },
      },
      { test: `ca_test_${owner}`, live: `ca_live_${owner}` },
    )
  }
  account('ledgerline')
  account('harbour')
  application('ledgerline')
  setRedirectUris(store, 'ca_test_ledgerline', [CALLBACK, `${CALLBACK}?tab=2`])
  setRedirectUris(store, 'ca_live_ledgerline', [LIVE_CALLBACK])
  member('grace', { acct_harbour: 'administrator' })

  const fetch = (request: Request) => platform.fetch(request)
  return {
    ...{ clock, store, hashKey, fetch, account, member, application },
    move: (seconds: number) => clock.moveTo(clock.now() + seconds),
    browser: () => openBrowser(fetch, ORIGIN),
    /** The official package, talking to this platform. */
    stripe: (key: string) =>
      new Stripe(key, {
        ...{ host: 'localhost', port: 4242, protocol: 'http', maxNetworkRetries: 0 },
        httpClient: Stripe.createFetchHttpClient((url: string | URL | Request, init) =>
          Promise.resolve(fetch(new Request(url, init))),
        ),
      }),
    events: () =>
      store.all<{
        type: string
        account: string
        livemode: number
        application: string
        body: string
      }>('select type, account, livemode, application, body from events order by seq'),
  }
}

export type OAuthWorld = Awaited<ReturnType<typeof oauthWorld>>

export function authorizePath(parameters: Record<string, string> = {}): string {
  const given = { client_id: 'ca_test_ledgerline', response_type: 'code', state: 'st 1&=é' }
  const query = new URLSearchParams({ ...given, ...parameters })
  return `/oauth/authorize?${query.toString()}`
}

/** A browser in which somebody has signed in. */
export async function signedInBrowser(world: OAuthWorld, who = 'grace'): Promise<Browser> {
  const browser = world.browser()
  await browser.open('/sign-in?return_to=/connect/default/oauth/test')
  await browser.press('Sign in', { email: `${who}@people.test`, password: PASSWORD })
  return browser
}

/** Where a page sends the person on to. */
export function target(page: Page): URL {
  return new URL(page.headers.get('location') ?? 'about:blank')
}

/** Grace allows it. @returns the code */
export async function consent(
  world: OAuthWorld,
  parameters: Record<string, string> = {},
): Promise<string> {
  const browser = await signedInBrowser(world)
  await browser.open(authorizePath({ always_prompt: 'true', ...parameters }))
  const page = await browser.press('Connect account')
  return target(page).searchParams.get('code') ?? ''
}

export type Answer = Record<string, unknown> & { error_description: string }

/** Posts a form as an application's server would. */
export async function post(
  world: OAuthWorld,
  parameters: Record<string, string>,
  headers: Record<string, string> = { authorization: 'Bearer sk_test_ledgerline' },
  path = '/oauth/token',
) {
  const body = new URLSearchParams(parameters)
  const response = await world.fetch(new Request(ORIGIN + path, { method: 'POST', body, headers }))
  return { response, answer: (await response.json()) as Answer }
}

export function basic(pair: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

/** Whether the API would still take this access token. */
export function isAlive(world: OAuthWorld, token: unknown): boolean {
  const hash = keyedHash(String(token), world.hashKey)
  return findToken(world.store, hash, 'access')?.revoked_at === null
}

/** Whether Ledgerline's key may act on Harbour Coffee. */
export function isConnected(world: OAuthWorld, livemode = false): boolean {
  const access = { owner: 'acct_ledgerline', account: 'acct_harbour', livemode }
  return findLivingGrant(world.store, access) !== undefined
}
