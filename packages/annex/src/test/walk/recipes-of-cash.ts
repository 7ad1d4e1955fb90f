/** The recipes of cash: a customer who has sent money, and a payment that waits for it. */
import type { Stripe } from 'stripe'

const USD = { amount: 500, currency: 'usd' }

export const CASH_NEEDED = {
  'POST /v1/customers/{id}/funding_instructions': () => ({
    ...{ currency: 'jpy', funding_type: 'bank_transfer' },
    bank_transfer: { type: 'jp_bank_transfer' },
  }),
}

export const CASH_PREPARED = {
  'POST /v1/payment_intents/{intent}/apply_customer_balance': async (stripe: Stripe) => {
    const { id: customer } = await stripe.customers.create()
    await stripe.customers.updateCashBalance(customer, {
      settings: { reconciliation_mode: 'manual' },
    })
    await stripe.testHelpers.customers.fundCashBalance(customer, USD)
    const allowed_payment_method_types = ['customer_balance' as const]
    const intent = { ...USD, customer, allowed_payment_method_types }
    return [(await stripe.paymentIntents.create(intent)).id]
  },
}
