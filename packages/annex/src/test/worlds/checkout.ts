/** A shop with something to sell, and a payer's browser. */
import type { TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { startPlatform } from '../../testing.js'
import type { PlatformOptions } from '../../platform.js'
import { openBrowser } from '../browser.js'

/** What a payer types. */
export const typed = {
  ...{ email: 'jenny@example.test', card_name: 'Jenny Rosen', postal_code: '94103' },
  ...{ card_number: '4242 4242 4242 4242', card_expiry: '12 / 34', card_cvc: '123' },
}

export const withCard = (card_number: string) => ({ ...typed, card_number })

export const DECLINES = '4000 0000 0000 9995'
export const ASKS_BANK = '4000 0027 6000 3184'

export async function checkoutShop(t: TestContext, options: PlatformOptions = {}) {
  const world = await startPlatform(options)
  t.after(world.close)
  const { stripe, platform } = world
  const { sessions } = stripe.checkout
  const beans = await stripe.prices.create({
    ...{ currency: 'usd', unit_amount: 1500, product_data: { name: 'Beans' } },
  })
  const plan = await stripe.prices.create({
    ...{ currency: 'usd', unit_amount: 2900, product_data: { name: 'Starter' } },
    recurring: { interval: 'month' },
  })
  const before = world.eventTypes().length
  type Params = Stripe.Checkout.SessionCreateParams
  const urls = {
    success_url: 'https://shop.test/done?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://shop.test/cart',
  }
  return {
    ...world,
    sessions,
    beans,
    plan,
    urls,
    /** Event types since the shop has opened. */
    news: () => world.eventTypes().slice(before),
    newBrowser: () => openBrowser((request) => platform.fetch(request), 'http://127.0.0.1:4242'),
    selling: (params: Params = {}) =>
      sessions.create({
        ...{ mode: 'payment', line_items: [{ price: beans.id, quantity: 2 }], ...urls },
        ...params,
      }),
    subscribing: (params: Params = {}) =>
      sessions.create({
        ...{ mode: 'subscription', line_items: [{ price: plan.id, quantity: 1 }], ...urls },
        ...params,
      }),
  }
}
