/** The recipes of tax: a customer somewhere, a calculation, and what was collected. */
import type { Stripe } from 'stripe'

type Ids = (kind: string) => Promise<string>

const HERE = { customer_details: { address: { country: 'DE' } } }

async function collected(stripe: Stripe): Promise<string> {
  const { id } = await stripe.tax.calculations.create({
    ...{ ...HERE, currency: 'eur', line_items: [{ amount: 1000 }] },
  })
  made += 1
  const reference = `prepared ${made}`
  const from = { calculation: id ?? '', reference }
  return (await stripe.tax.transactions.createFromCalculation(from)).id
}

let made = 0
/** What the request that was prepared last gives back. */
const original = { transaction: '', intent: '' }

export const TAX_NEEDED = {
  'GET /v1/tax/associations/find': () => ({ payment_intent: original.intent }),
  'POST /v1/tax/calculations': () => ({ ...HERE, line_items: [{ amount: 1000 }] }),
  'POST /v1/tax/transactions/create_from_calculation': async (idOf: Ids) => ({
    calculation: await idOf('tax.calculation'),
  }),
  'POST /v1/tax/transactions/create_reversal': () => ({
    ...{ mode: 'full', original_transaction: original.transaction },
  }),
}

export const TAX_PREPARED = {
  'GET /v1/tax/associations/find': async (stripe: Stripe) => {
    const { id } = await stripe.tax.calculations.create({
      ...{ ...HERE, currency: 'usd', line_items: [{ amount: 1000 }] },
    })
    const hooks = { inputs: { tax: { calculation: id ?? '' } } }
    const intent = { amount: 1000, currency: 'usd', hooks }
    original.intent = (await stripe.paymentIntents.create(intent)).id
    return []
  },
  'GET /v1/tax/transactions/{transaction}': async (stripe: Stripe) => [await collected(stripe)],
  'GET /v1/tax/transactions/{transaction}/line_items': async (stripe: Stripe) => [
    await collected(stripe),
  ],
  'POST /v1/tax/transactions/create_reversal': async (stripe: Stripe) => {
    original.transaction = await collected(stripe)
    return []
  },
}
