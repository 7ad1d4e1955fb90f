/** The recipes of treasury: a financial account with money, and flows on their way. */
import type { Stripe } from 'stripe'

const USD = { amount: 1000, currency: 'usd' }
const BANK = 'pm_usBankAccount_success'

/** The account of the request that was prepared last. */
const prepared = { financial_account: '' }

async function funded(stripe: Stripe): Promise<readonly string[]> {
  const account = await stripe.treasury.financialAccounts.create({ supported_currencies: ['usd'] })
  prepared.financial_account = account.id
  const credit = { ...USD, network: 'ach', financial_account: account.id } as const
  await stripe.testHelpers.treasury.receivedCredits.create(credit)
  return []
}

async function transferred(stripe: Stripe): Promise<readonly string[]> {
  await funded(stripe)
  const to = { ...prepared, destination_payment_method: BANK }
  return [(await stripe.treasury.outboundTransfers.create({ ...USD, ...to })).id]
}

async function paid(stripe: Stripe): Promise<readonly string[]> {
  await funded(stripe)
  const to = { ...prepared, destination_payment_method: BANK }
  return [(await stripe.treasury.outboundPayments.create({ ...USD, ...to })).id]
}

async function fetched(stripe: Stripe): Promise<readonly string[]> {
  await funded(stripe)
  const from = { ...prepared, origin_payment_method: BANK }
  return [(await stripe.treasury.inboundTransfers.create({ ...USD, ...from })).id]
}

const HELPERS = '/v1/test_helpers/treasury'
const TRANSFERS = '/v1/treasury/outbound_transfers'
const PAYMENTS = '/v1/treasury/outbound_payments'
const INBOUND = '/v1/treasury/inbound_transfers'
const to = () => ({ ...prepared, ...USD, destination_payment_method: BANK })

export const TREASURY_NEEDED = {
  [`POST ${TRANSFERS}`]: to,
  [`POST ${PAYMENTS}`]: to,
  [`POST ${INBOUND}`]: () => ({ ...prepared, ...USD, origin_payment_method: BANK }),
  [`POST ${HELPERS}/received_credits`]: () => prepared,
  [`POST ${HELPERS}/received_debits`]: () => prepared,
}

export const TREASURY_PREPARED = {
  [`POST ${TRANSFERS}`]: funded,
  [`POST ${PAYMENTS}`]: funded,
  [`POST ${INBOUND}`]: funded,
  [`POST ${HELPERS}/received_credits`]: funded,
  [`POST ${HELPERS}/received_debits`]: funded,
  [`GET ${TRANSFERS}/{outbound_transfer}`]: transferred,
  [`POST ${TRANSFERS}/{outbound_transfer}/cancel`]: transferred,
  [`POST ${HELPERS}/outbound_transfers/{outbound_transfer}`]: transferred,
  [`POST ${HELPERS}/outbound_transfers/{outbound_transfer}/fail`]: transferred,
  [`POST ${HELPERS}/outbound_transfers/{outbound_transfer}/post`]: transferred,
  [`POST ${HELPERS}/outbound_transfers/{outbound_transfer}/return`]: async (stripe: Stripe) => {
    const [id = ''] = await transferred(stripe)
    await stripe.testHelpers.treasury.outboundTransfers.post(id)
    return [id]
  },
  [`GET ${PAYMENTS}/{id}`]: paid,
  [`POST ${PAYMENTS}/{id}/cancel`]: paid,
  [`POST ${HELPERS}/outbound_payments/{id}`]: paid,
  [`POST ${HELPERS}/outbound_payments/{id}/fail`]: paid,
  [`POST ${HELPERS}/outbound_payments/{id}/post`]: paid,
  [`POST ${HELPERS}/outbound_payments/{id}/return`]: async (stripe: Stripe) => {
    const [id = ''] = await paid(stripe)
    await stripe.testHelpers.treasury.outboundPayments.post(id)
    return [id]
  },
  [`GET ${INBOUND}/{id}`]: fetched,
  [`POST ${INBOUND}/{inbound_transfer}/cancel`]: fetched,
  [`POST ${HELPERS}/inbound_transfers/{id}/fail`]: fetched,
  [`POST ${HELPERS}/inbound_transfers/{id}/succeed`]: fetched,
  [`POST ${HELPERS}/inbound_transfers/{id}/return`]: async (stripe: Stripe) => {
    const [id = ''] = await fetched(stripe)
    await stripe.testHelpers.treasury.inboundTransfers.succeed(id)
    return [id]
  },
}
