import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import type { Browser } from '../../../test/browser.js'
import { seededRandom } from '../../../core/random.js'
import {
  ASKS_BANK,
  checkoutShop,
  DECLINES,
  typed,
  withCard,
} from '../../../test/worlds/checkout.js'

const WALKS = 24
const STEPS = 18

/** What somebody may do with an open checkout, in two tabs at once; most of it is refused at times. */
async function walk(t: TestContext, seed: number) {
  const shop = await checkoutShop(t)
  const { stripe, sessions, beans, plan, selling, subscribing, advance } = shop
  await stripe.coupons.create({ id: 'fifth', percent_off: 20, duration: 'once' })
  await stripe.promotionCodes.create({
    ...{ code: 'FIFTH', promotion: { type: 'coupon', coupon: 'fifth' } },
  })
  const random = seededRandom(seed)
  const pick = <T>(all: readonly T[]): T => all[(random.bytes(1)[0] ?? 0) % all.length] as T
  const price = pick([beans, plan])
  const params: Stripe.Checkout.SessionCreateParams = {
    line_items: [{ price: price.id, quantity: 1, adjustable_quantity: { enabled: true } }],
    allow_promotion_codes: true,
  }
  const session = await (price === plan ? subscribing(params) : selling(params))
  const tabs = [shop.newBrowser(), shop.newBrowser()] as const
  const url = session.url ?? ''
  const post = (tab: Browser, fields: Record<string, string>) => tab.post(url, fields)
  const [line] = (await sessions.listLineItems(session.id)).data
  const steps: readonly ((tab: Browser) => Promise<unknown>)[] = [
    (tab) => tab.open(url),
    (tab) => post(tab, { ...typed, action: 'pay', country: 'US' }),
    (tab) => post(tab, { ...withCard(DECLINES), action: 'pay', country: 'US' }),
    (tab) => post(tab, { ...withCard(ASKS_BANK), action: 'pay', country: 'US' }),
    (tab) => post(tab, { ...withCard(ASKS_BANK), action: 'pay', country: 'US' }),
    (tab) =>
      post(tab, { action: 'quantity', line: line?.id ?? '', quantity: pick(['1', '3', '0']) }),
    (tab) => post(tab, { action: 'code', code: pick(['FIFTH', 'NONE']) }),
    (tab) => post(tab, { action: 'remove_code' }),
    (tab) => atBank(tab, 'Complete authentication'),
    (tab) => atBank(tab, 'Fail authentication'),
    () => Promise.resolve(advance(pick([1, 600, 40_000]))),
    () => sessions.update(session.id, { metadata: { seen: 'yes' } }),
    () => sessions.expire(pick([session.id, 'cs_test_none'])).catch(() => undefined),
  ]
  const told: string[] = []
  for (let step = 0; step < STEPS; step++) {
    // The seller gives up rarely, or every walk would end at once.
    const chosen = pick(step < STEPS - 1 ? steps.slice(0, -1) : steps)
    told.push(String(steps.indexOf(chosen)))
    const page = await chosen(pick(tabs))
    if (page !== undefined && Object(page).status >= 500)
      assert.fail(`a 500 after ${told.join(' ')}`)
  }
  return { ...shop, session: await sessions.retrieve(session.id), told: told.join(' ') }
}

/** Where the tab stands at the bank's page, the payer decides there; elsewhere there is no such button. */
function atBank(tab: Browser, button: string): Promise<unknown> {
  let isThere = false
  try {
    isThere = tab.page.html.includes(button)
  } catch {
    // Nothing is open yet.
  }
  return isThere ? tab.press(button) : Promise.resolve()
}

describe('whatever a payer does, in whatever order', () => {
  for (let seed = 1; seed <= WALKS; seed++) {
    it(`pays at most once, and what the page said (walk ${seed})`, async (t) => {
      const { stripe, session, told, eventTypes } = await walk(t, seed)
      const charges = (await stripe.charges.list({ limit: 100 })).data
      const taken = charges.filter(({ status }) => status === 'succeeded')
      const subscriptions = (await stripe.subscriptions.list({ status: 'all' })).data
      const living = subscriptions.filter(({ status }) => !status.startsWith('incomplete'))
      const isPaid = session.payment_status === 'paid'

      assert.equal(session.status === 'complete', isPaid, told)
      assert.deepEqual(
        taken.map(({ amount }) => amount),
        isPaid ? [session.amount_total] : [],
        told,
      )
      assert.equal(living.length, isPaid && session.mode === 'subscription' ? 1 : 0, told)
      const waiting = subscriptions.filter(({ status }) => status === 'incomplete')
      assert.ok(waiting.length <= (session.status === 'open' ? 1 : 0), told)
      assert.ok((await stripe.customers.list()).data.length <= 1, told)
      const news = eventTypes().filter((type) => type.startsWith('checkout.session.'))
      const ended = { complete: ['completed'], expired: ['expired'] }
      const words = session.status === 'open' ? [] : ended[isPaid ? 'complete' : 'expired']
      assert.deepEqual(
        news,
        words.map((word) => `checkout.session.${word}`),
        told,
      )
      const used = (await stripe.coupons.retrieve('fifth')).times_redeemed
      assert.ok(used <= 1, told)
      assert.equal(
        used === 1,
        (isPaid || waiting.length > 0) && session.discounts?.length === 1,
        told,
      )
    })
  }
})
