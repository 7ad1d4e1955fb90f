/** The recipes of schedules, one that runs and ones still to end, and of what stands beside them. */
import type { Stripe } from 'stripe'

type Given = Record<string, unknown>
type Ids = (kind: string) => Promise<string>

const PHASE = { duration: { interval: 'month', interval_count: 1 } } as const

/** The payment that fits the invoice which was prepared last. */
const fitting = { payment_intent: '' }

export const SCHEDULES_NEEDED: Readonly<Record<string, (idOf: Ids) => Promise<Given>>> = {
  'POST /v1/invoices/{id}/attach_payment': async () => fitting,
  'POST /v1/subscription_schedules': async (idOf) => {
    const recurring = { interval: 'month' }
    const product = await idOf('product')
    const price_data = { currency: 'usd', unit_amount: 1000, product, recurring }
    return {
      ...{ customer: await idOf('customer'), start_date: 'now' },
      phases: [{ ...PHASE, items: [{ price_data }] }],
    }
  },
}

async function runningSchedule(stripe: Stripe): Promise<readonly [string]> {
  const { id: customer } = await stripe.customers.create({ payment_method: 'pm_card_visa' })
  const product_data = { name: 'Coffee club' }
  const { id: price } = await stripe.prices.create({
    ...{ product_data, currency: 'usd', unit_amount: 1000, recurring: { interval: 'month' } },
  })
  const phases = [{ ...PHASE, items: [{ price }] }]
  return [(await stripe.subscriptionSchedules.create({ customer, start_date: 'now', phases })).id]
}

async function classicSubscription(stripe: Stripe): Promise<readonly [string]> {
  const settings = { invoice_settings: { default_payment_method: 'pm_card_visa' } }
  const { id: customer } = await stripe.customers.create({
    ...{ payment_method: 'pm_card_visa', ...settings },
  })
  const product_data = { name: 'Coffee club' }
  const { id: price } = await stripe.prices.create({
    ...{ product_data, currency: 'usd', unit_amount: 1000, recurring: { interval: 'month' } },
  })
  const billing_mode = { type: 'classic' } as const
  return [(await stripe.subscriptions.create({ customer, items: [{ price }], billing_mode })).id]
}

async function unpaidInvoice(stripe: Stripe): Promise<readonly [string]> {
  const { id: customer } = await stripe.customers.create()
  await stripe.invoiceItems.create({ customer, amount: 900, currency: 'usd' })
  const draft = await stripe.invoices.create({
    ...{ customer, pending_invoice_items_behavior: 'include' },
  })
  const payment = await stripe.paymentIntents.create({ amount: 900, currency: 'usd', customer })
  fitting.payment_intent = payment.id
  return [(await stripe.invoices.finalizeInvoice(draft.id)).id]
}

export const SCHEDULES_PREPARED = {
  'POST /v1/invoices/{id}/attach_payment': unpaidInvoice,
  'POST /v1/subscriptions/{id}/migrate': classicSubscription,
  'GET /v1/subscription_schedules/{schedule}': runningSchedule,
  'POST /v1/subscription_schedules/{schedule}': runningSchedule,
  'POST /v1/subscription_schedules/{schedule}/cancel': runningSchedule,
  'POST /v1/subscription_schedules/{schedule}/release': runningSchedule,
}
