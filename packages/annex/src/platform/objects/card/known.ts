/** Finding a test card again: by its number, by its token, or by what a stored card shows of it. */
import { brandOf } from './numbers.js'
import { TEST_CARDS, type TestCard } from './test-cards.js'

/** What every card object shows, be it a payment method's, a token's or a charge's. */
export interface ShownCard {
  readonly brand: string | null
  readonly country: string | null
  readonly funding: string | null
  readonly last4: string | null
}

const byNumber = new Map(TEST_CARDS.map((card) => [card.number, card]))
const byName = new Map(TEST_CARDS.flatMap((card) => card.names.map((name) => [name, card])))
// The number is never kept. These four tell all test cards apart; a test holds them to it.
const byLook = new Map(TEST_CARDS.map((card) => [lookOf(shownOf(card)), card]))

export function testCardByNumber(number: string): TestCard | undefined {
  return byNumber.get(number)
}

/** @param id `pm_card_visa` or `tok_visa` */
export function testCardByToken(id: string): TestCard | undefined {
  const name = /^(?:pm_card|tok)_(\w+)$/.exec(id)?.[1]
  return name === undefined ? undefined : byName.get(name)
}

/** The test card that was stored as `card`. */
export function testCardBehind(card: ShownCard): TestCard | undefined {
  return byLook.get(lookOf(card))
}

export function shownOf(card: TestCard) {
  return {
    brand: brandOf(card.number),
    country: card.country ?? 'US',
    funding: card.funding ?? 'credit',
    last4: card.number.slice(-4),
  } satisfies ShownCard
}

function lookOf({ brand, country, funding, last4 }: ShownCard): string {
  return [brand, country, funding, last4].join(' ')
}
