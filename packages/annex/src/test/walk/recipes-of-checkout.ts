/** The recipes of Checkout: something to sell, and sessions that are still open. */
import type { Stripe } from 'stripe'

type Given = Record<string, unknown>
type Ids = (kind: string) => Promise<string>

const LINE = {
  price_data: { currency: 'usd', unit_amount: 1000, product_data: { name: 'Coffee' } },
  quantity: 1,
}

export const CHECKOUT_NEEDED: Readonly<Record<string, (idOf: Ids) => Promise<Given>>> = {
  'POST /v1/checkout/sessions': async () => ({
    ...{ mode: 'payment', success_url: 'https://harbour.test/', line_items: [LINE] },
  }),
  'POST /v1/payment_links': async () => ({ line_items: [LINE] }),
}

async function openSession(stripe: Stripe): Promise<readonly [string]> {
  const asked = { mode: 'payment', success_url: 'https://harbour.test/' } as const
  return [(await stripe.checkout.sessions.create({ ...asked, line_items: [LINE] })).id]
}

async function paymentLink(stripe: Stripe): Promise<readonly [string]> {
  return [(await stripe.paymentLinks.create({ line_items: [LINE] })).id]
}

export const CHECKOUT_PREPARED = {
  'GET /v1/checkout/sessions/{session}': openSession,
  'GET /v1/checkout/sessions/{session}/line_items': openSession,
  'POST /v1/checkout/sessions/{id}': openSession,
  'POST /v1/checkout/sessions/{session}/expire': openSession,
  'GET /v1/payment_links/{payment_link}': paymentLink,
  'GET /v1/payment_links/{payment_link}/line_items': paymentLink,
  'POST /v1/payment_links/{payment_link}': paymentLink,
}
