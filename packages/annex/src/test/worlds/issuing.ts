/** An account that issues cards: one cardholder and an active card, and merchants that ask for money. */
import type { TestContext } from 'node:test'
import type { Stripe } from 'stripe'
import { startPlatform, type TestPlatform } from '../../testing.js'

type CardParams = Partial<Stripe.Issuing.CardCreateParams>
type Authorizations = Stripe['testHelpers']['issuing']['authorizations']

export interface IssuingWorld extends TestPlatform {
  readonly card: Stripe.Issuing.Card
  readonly cardWith: (params: CardParams) => Promise<Stripe.Issuing.Card>
  /** Asks 1000 of the card, unless it is told otherwise. */
  readonly ask: (
    params?: Partial<Parameters<Authorizations['create']>[0]>,
  ) => Promise<Stripe.Issuing.Authorization>
  readonly helpers: Stripe['testHelpers']['issuing']
}

export async function issuing(t: TestContext): Promise<IssuingWorld> {
  const world = await startPlatform()
  t.after(world.close)
  const { stripe } = world
  const address = { line1: '1 Pier', city: 'Kiel', country: 'DE', postal_code: '24103' }
  const { id: cardholder } = await stripe.issuing.cardholders.create({
    ...{ name: 'Ada', type: 'individual', billing: { address } },
  })
  const cardWith = (params: CardParams) =>
    stripe.issuing.cards.create({
      ...{ currency: 'usd', type: 'virtual', status: 'active', cardholder },
      ...params,
    })
  const card = await cardWith({})
  const helpers = stripe.testHelpers.issuing
  return {
    ...world,
    card,
    cardWith,
    helpers,
    ask: (params = {}) => helpers.authorizations.create({ card: card.id, amount: 1000, ...params }),
  }
}
