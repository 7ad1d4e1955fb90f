/** A customer who has paid the first invoice of a subscription, taxed and at a discount. */
import assert from 'node:assert/strict'
import type { Stripe } from 'stripe'
import { startPlatform } from '../../testing.js'

export async function startBilled(test: { after(close: () => Promise<void>): void }) {
  const world = await startPlatform()
  test.after(world.close)
  const story = await subscribed(world.stripe)
  const key = world.account.keys.test.secret ?? ''
  /** A client of a release that pinned `version`. */
  const at = (version: string): Stripe => world.client(key, { apiVersion: version as never })
  return { ...world, ...story, at }
}

/** The ids of all that came to be. */
async function subscribed(stripe: Stripe) {
  const customer = await stripe.customers.create({ email: 'jenny@example.test' })
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
  await stripe.coupons.create({ id: 'quarter', percent_off: 25, duration: 'forever' })
  const code = await stripe.promotionCodes.create({
    promotion: { type: 'coupon', coupon: 'quarter' },
  })
  const vat = await stripe.taxRates.create({
    display_name: 'VAT',
    percentage: 10,
    inclusive: false,
  })
  const price = await stripe.prices.create({
    ...{ currency: 'usd', unit_amount: 2000, recurring: { interval: 'month' } },
    product_data: { name: 'Coffee' },
  })
  const { id: subscription, latest_invoice: invoice } = await stripe.subscriptions.create({
    ...{ customer: customer.id, items: [{ price: price.id }], default_payment_method: card.id },
    ...{ discounts: [{ coupon: 'quarter' }], default_tax_rates: [vat.id] },
    metadata: { plan: 'monthly' },
  })
  const [intent] = (await stripe.paymentIntents.list()).data
  assert.ok(typeof invoice === 'string' && typeof intent?.latest_charge === 'string')
  return {
    ...{ customer: customer.id, subscription, invoice, intent: intent.id, vat: vat.id },
    ...{ charge: intent.latest_charge, price: price.id, code: code.id },
  }
}
