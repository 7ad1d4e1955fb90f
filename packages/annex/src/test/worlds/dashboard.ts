/** A platform with two shops and their people, for stories about the dashboard. */
import type { TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { heldClock } from '../../core/clock.js'
import { openPlatform } from '../../platform/app.js'
import { addMember, addMembership, type Role } from '../../platform/store/members.js'
import { openBrowser, type Browser } from '../browser.js'
import { PASSWORD, passwordHash } from './people.js'

export const ORIGIN = 'http://127.0.0.1:4242'

/** Grace runs Harbour Coffee, Vera may only look at it, Nora runs Northwind Yoga. */
export async function dashboardWorld(test: TestContext) {
  const clock = heldClock(1_800_000_000)
  const platform = openPlatform({ outside: { clock } })
  test.after(() => platform.close())
  const { store } = platform.parts

  const account = (name: string, business_name: string) =>
    platform.createAccount({
      ...{ id: `acct_${name}`, business_name, email: `${name}@shop.test` },
      keys: {
        test: { secret: `sk_test_${name}`, publishable: `pk_test_${name}` },
        live: { secret: `sk_live_${name}`, publishable: `pk_live_${name}` },
      },
    })
  const member = (name: string, of: string, role: Role) => {
    const created = clock.now()
    addMember(store, {
      id: name,
      email: `${name}@people.test`,
      name,
      password_hash: passwordHash,
      created,
    })
    addMembership(store, { member: name, account: of, role })
  }
  account('harbour', 'Harbour Coffee')
  account('northwind', 'Northwind Yoga')
  member('grace', 'acct_harbour', 'administrator')
  member('vera', 'acct_harbour', 'viewer')
  member('nora', 'acct_northwind', 'administrator')

  const fetch = (request: Request) => platform.fetch(request)
  return {
    ...{ platform, clock, store },
    /** A browser in which this person has signed in. */
    async signIn(name: string): Promise<Browser> {
      const browser = openBrowser(fetch, ORIGIN)
      await browser.open('/sign-in')
      await browser.press('Sign in', { email: `${name}@people.test`, password: PASSWORD })
      return browser
    },
    stranger: () => openBrowser(fetch, ORIGIN),
    stripe: (key: string) =>
      new Stripe(key, {
        ...{ host: '127.0.0.1', port: 4242, protocol: 'http', maxNetworkRetries: 0 },
        httpClient: Stripe.createFetchHttpClient((url: string | URL | Request, init) =>
          fetch(new Request(url, init)),
        ),
      }),
  }
}

export type DashboardWorld = Awaited<ReturnType<typeof dashboardWorld>>

/** Presses a button whose form stands elsewhere: sends `fields` with the page's form token. */
export function send(browser: Browser, path: string, fields: Record<string, string> = {}) {
  const form_token = /name="form_token" value="([^"]+)"/.exec(browser.page.html)?.[1] ?? ''
  return browser.post(path, { form_token, ...fields })
}
