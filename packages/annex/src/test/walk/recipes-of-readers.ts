/** The recipes of readers: a till, and what waits for a card there. */
import type { Stripe } from 'stripe'

/** What the request that was prepared last is about. */
const prepared = { payment_intent: '', setup_intent: '' }

async function till(stripe: Stripe): Promise<readonly string[]> {
  const location = await stripe.terminal.locations.create({
    ...{ display_name: 'Quay', address: { line1: '1 Quay', country: 'US' } },
  })
  const reader = { registration_code: 'simulated-wpe', location: location.id }
  const allowed_payment_method_types: Stripe.PaymentIntentCreateParams.AllowedPaymentMethodType[] =
    ['card_present']
  const intent = { amount: 2000, currency: 'usd', allowed_payment_method_types }
  prepared.payment_intent = (await stripe.paymentIntents.create(intent)).id
  prepared.setup_intent = (
    await stripe.setupIntents.create({ allowed_payment_method_types: ['card_present'] })
  ).id
  return [(await stripe.terminal.readers.create(reader)).id]
}

async function asked(stripe: Stripe): Promise<readonly string[]> {
  const [reader = ''] = await till(stripe)
  const { payment_intent } = prepared
  await stripe.terminal.readers.processPaymentIntent(reader, { payment_intent })
  return [reader]
}

async function collected(stripe: Stripe): Promise<readonly string[]> {
  const [reader = ''] = await till(stripe)
  const { payment_intent } = prepared
  await stripe.terminal.readers.collectPaymentMethod(reader, { payment_intent })
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader)
  return [reader]
}

async function paid(stripe: Stripe): Promise<readonly string[]> {
  const [reader = ''] = await asked(stripe)
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader)
  return [reader]
}

async function asking(stripe: Stripe): Promise<readonly string[]> {
  const [reader = ''] = await till(stripe)
  const inputs = [{ type: 'email' as const, custom_text: { title: 'Your e-mail' } }]
  await stripe.terminal.readers.collectInputs(reader, { inputs })
  return [reader]
}

const READERS = '/v1/terminal/readers'
const HELPERS = '/v1/test_helpers/terminal/readers'
const payment = () => ({ payment_intent: prepared.payment_intent })

export const READERS_NEEDED = {
  [`POST ${READERS}/{id}/collect_inputs`]: () => ({
    inputs: [{ type: 'email', custom_text: { title: 'Your e-mail' } }],
  }),
  [`POST ${READERS}/{id}/collect_payment_method`]: payment,
  [`POST ${READERS}/{id}/confirm_payment_intent`]: payment,
  [`POST ${READERS}/{reader}/process_payment_intent`]: payment,
  [`POST ${READERS}/{reader}/process_setup_intent`]: () => ({
    setup_intent: prepared.setup_intent,
  }),
  [`POST ${READERS}/{reader}/refund_payment`]: () => ({ ...payment(), amount: 10 }),
  [`POST ${READERS}/{reader}/set_reader_display`]: () => ({
    cart: {
      ...{ currency: 'usd', total: 500 },
      line_items: [{ amount: 500, description: 'Tea', quantity: 1 }],
    },
  }),
}

export const READERS_PREPARED = {
  [`POST ${READERS}/{id}/collect_inputs`]: till,
  [`POST ${READERS}/{id}/collect_payment_method`]: till,
  [`POST ${READERS}/{id}/confirm_payment_intent`]: collected,
  [`POST ${READERS}/{reader}/cancel_action`]: asked,
  [`POST ${READERS}/{reader}/process_payment_intent`]: till,
  [`POST ${READERS}/{reader}/process_setup_intent`]: till,
  [`POST ${READERS}/{reader}/refund_payment`]: paid,
  [`POST ${READERS}/{reader}/set_reader_display`]: till,
  [`POST ${HELPERS}/{id}/succeed_input_collection`]: asking,
  [`POST ${HELPERS}/{id}/timeout_input_collection`]: asking,
  [`POST ${HELPERS}/{reader}/present_payment_method`]: asked,
}
