/** The recipes of issuing: a card on its way, an authorization that waits, a dispute with its evidence. */
import type { Stripe } from 'stripe'

type Ids = (kind: string) => Promise<string>

const ADDRESS = { line1: '1 Pier', city: 'Kiel', country: 'DE', postal_code: '24103' }

export const ISSUING_NEEDED = {
  'POST /v1/issuing/cards': async (idOf: Ids) => ({
    cardholder: await idOf('issuing.cardholder'),
  }),
  'POST /v1/issuing/disputes': async (idOf: Ids) => ({
    transaction: await idOf('issuing.transaction'),
  }),
  'POST /v1/test_helpers/issuing/authorizations': async (idOf: Ids) => ({
    ...{ card: await idOf('issuing.card'), amount: 500 },
  }),
  'POST /v1/test_helpers/issuing/authorizations/{authorization}/capture': () => ({
    capture_amount: 500,
  }),
  'POST /v1/test_helpers/issuing/authorizations/{authorization}/reverse': () => ({
    reverse_amount: 500,
  }),
  'POST /v1/test_helpers/issuing/transactions/{transaction}/refund': () => ({ refund_amount: 500 }),
}

async function activeCard(stripe: Stripe, more: object = {}): Promise<string> {
  const { id: cardholder } = await stripe.issuing.cardholders.create({
    ...{ name: 'Ada', type: 'individual', billing: { address: ADDRESS } },
  })
  const card = { currency: 'usd', status: 'active', type: 'virtual', cardholder } as const
  return (await stripe.issuing.cards.create({ ...card, ...more })).id
}

async function shippedCard(stripe: Stripe): Promise<readonly string[]> {
  const shipping = { name: 'Ada', address: ADDRESS }
  return [await activeCard(stripe, { type: 'physical', shipping })]
}

async function approved(stripe: Stripe): Promise<readonly string[]> {
  const asked = { card: await activeCard(stripe), amount: 500 }
  return [(await stripe.testHelpers.issuing.authorizations.create(asked)).id]
}

async function captured(stripe: Stripe): Promise<readonly string[]> {
  const asked = { card: await activeCard(stripe), amount: 500 }
  return [(await stripe.testHelpers.issuing.transactions.createForceCapture(asked)).id]
}

/** Approved and declined by who listens for it: an endpoint that is there for just this. */
async function waiting(stripe: Stripe): Promise<readonly string[]> {
  const { id } = await stripe.webhookEndpoints.create({
    ...{ url: 'http://127.0.0.1:9/hooks', enabled_events: ['issuing_authorization.request'] },
  })
  const ids = await approved(stripe)
  await stripe.webhookEndpoints.del(id)
  return ids
}

async function unsubmitted(stripe: Stripe): Promise<readonly string[]> {
  const [transaction = ''] = await captured(stripe)
  const evidence = { reason: 'fraudulent', fraudulent: { explanation: 'Not me.' } } as const
  return [(await stripe.issuing.disputes.create({ transaction, evidence })).id]
}

const AUTHORIZATIONS = '/v1/test_helpers/issuing/authorizations'
const CARDS = '/v1/test_helpers/issuing/cards'

export const ISSUING_PREPARED = {
  'POST /v1/issuing/authorizations/{authorization}/approve': waiting,
  'POST /v1/issuing/authorizations/{authorization}/decline': waiting,
  'GET /v1/issuing/disputes/{dispute}': unsubmitted,
  'POST /v1/issuing/disputes/{dispute}': unsubmitted,
  'POST /v1/issuing/disputes/{dispute}/submit': unsubmitted,
  [`POST ${AUTHORIZATIONS}/{authorization}/capture`]: approved,
  [`POST ${AUTHORIZATIONS}/{authorization}/expire`]: approved,
  [`POST ${AUTHORIZATIONS}/{authorization}/increment`]: approved,
  [`POST ${AUTHORIZATIONS}/{authorization}/reverse`]: approved,
  [`POST ${AUTHORIZATIONS}/{id}/finalize_amount`]: approved,
  [`POST ${CARDS}/{card}/shipping/deliver`]: shippedCard,
  [`POST ${CARDS}/{card}/shipping/fail`]: shippedCard,
  [`POST ${CARDS}/{card}/shipping/return`]: shippedCard,
  [`POST ${CARDS}/{card}/shipping/ship`]: shippedCard,
  [`POST ${CARDS}/{id}/shipping/submit`]: shippedCard,
  'POST /v1/test_helpers/issuing/transactions/{transaction}/refund': captured,
}
