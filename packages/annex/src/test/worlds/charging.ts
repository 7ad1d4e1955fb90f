/** Ledgerline charging Harbour Coffee: both halves behind real ports, connected, plans on sale. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { systemTimers } from '../../core/timers.js'
import type { ExtensionOptions } from '../../extension.js'
import { LEDGERLINE, PLAN_KEYS, SHOPS, type DemoPerson } from '../../platform/seed/demo.js'
import type { Browser } from '../browser.js'
import { openBrowser } from '../browser.js'
import { bothHalves, type BothHalves } from './both-halves.js'

export const [HARBOUR, NORTHWIND] = shops()

/** Starter for a month, $29.00. */
export const [STARTER = ''] = PLAN_KEYS

export interface Charging extends BothHalves {
  /** Ledgerline's own client. */
  stripe: Stripe
  /** Connects a shop. @returns where its page is */
  connect(shop: DemoPerson): Promise<string>
  /** A payer at Stripe's pages, which end where they lead back to us. */
  payer(): Browser
  statusOf(shop: DemoPerson): Promise<string>
}

export async function charging(
  test: TestContext,
  options: ExtensionOptions = {},
): Promise<Charging> {
  const halves = await bothHalves(test, { billing: { plans: PLAN_KEYS }, ...options })
  const { hostname, port } = new URL(halves.platformUrl)
  const stripe = new Stripe(LEDGERLINE.secret_key, { host: hostname, port, protocol: 'http' })
  return {
    ...{ ...halves, stripe },
    connect: (shop) => connect(halves, shop),
    payer: () =>
      openBrowser((request) => fetch(request, { redirect: 'manual' }), halves.platformUrl),
    statusOf: async ({ account }) => (await halves.extension.billing.status(account)).status,
  }
}

async function connect(halves: BothHalves, shop: DemoPerson): Promise<string> {
  const { atPlatform, atExtension } = halves.person()
  const left = await atExtension.open('/connect')
  const consent = new URL(left.headers.get('location') ?? '')
  // Who may write is taken for somebody new, unless the link says otherwise.
  consent.searchParams.set('stripe_landing', 'login')
  await atPlatform.open(consent.href)
  await atPlatform.press('Sign in', { email: shop.email, password: shop.password })
  const allowed = await atPlatform.press('Connect account')
  return (await atExtension.open(allowed.headers.get('location') ?? '')).url.pathname
}

/** Waits for what background work brings; a test that waits in vain is ended by the runner. */
export async function until({ signal }: TestContext, isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    signal.throwIfAborted()
    await systemTimers.sleep(50)
  }
}

function shops(): [DemoPerson, DemoPerson] {
  const [harbour, northwind] = SHOPS
  return harbour && northwind ? [harbour, northwind] : assert.fail('The demo has no shops.')
}
