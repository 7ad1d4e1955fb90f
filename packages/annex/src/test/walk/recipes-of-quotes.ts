/** The recipes of quotes: drafts with all they need, and one that waits for its answer. */
import type { Stripe } from 'stripe'

async function draft(stripe: Stripe): Promise<readonly [string]> {
  const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
  const product_data = { name: 'Coffee machine' }
  const { id: price } = await stripe.prices.create({
    ...{ product_data, currency: 'usd', unit_amount: 90_000 },
  })
  return [(await stripe.quotes.create({ customer, line_items: [{ price }] })).id]
}

async function open(stripe: Stripe): Promise<readonly [string]> {
  const [id] = await draft(stripe)
  return [(await stripe.quotes.finalizeQuote(id)).id]
}

export const QUOTES_PREPARED = {
  'GET /v1/quotes/{quote}/pdf': open,
  'POST /v1/quotes/{quote}': draft,
  'POST /v1/quotes/{quote}/accept': open,
  'POST /v1/quotes/{quote}/cancel': draft,
  'POST /v1/quotes/{quote}/finalize': draft,
}
