/** Pixel Press: prints and posters made to order. Held first, captured when they ship; a dispute. */
import type { Random } from '../../../core/random.js'
import { DAY, HOUR, momentBetween, monthsOf } from './calendar.js'
import { about, chance, oneOf, times, weighted } from './choice.js'
import type { Happening, Span } from './happenings.js'
import { cardOf, personIn } from './people.js'
import type { Shop } from './shop.js'

interface Print {
  readonly name: string
  readonly amount: number
}

const FRAMED: Print = { name: 'Framed print, 50 × 70', amount: 12900 }

const PRINTS: readonly (readonly [Print, number])[] = [
  [{ name: 'Postcard set', amount: 1800 }, 4],
  [{ name: 'Poster, A2', amount: 3900 }, 5],
  [FRAMED, 3],
  [{ name: 'Canvas, 100 × 140', amount: 24900 }, 1],
]

export function pixelPress(span: Span): Happening[] {
  const taken = new Set<string>()
  const orders = monthsOf(span).flatMap(({ index, from, to }) => {
    const season = new Date(from * 1000).getUTCMonth() >= 9 ? 1.5 : 1
    const count = about((22 + index * 0.6) * season, span.random)
    return times(count, () => order(momentBetween(from, to, span.random), taken, span.random))
  })
  // However the dice fall, something is still waiting to be shipped when the story reaches now.
  const latest = order(span.end - 2 * HOUR, taken, span.random, 'pm_card_visa')
  return [{ at: span.start, run: openShop }, ...orders, latest, ...disputes(span)]
}

function openShop(shop: Shop): void {
  for (const [{ name, amount }] of PRINTS) {
    shop.product({ name, default_price_data: { currency: 'usd', unit_amount: amount } })
  }
}

/** One to three prints, held until they ship. */
function order(
  at: number,
  taken: Set<string>,
  random: Random,
  card = chance(7, random) ? oneOf(BAD_CARDS, random) : cardOf(random),
): Happening {
  const items = times(1 + random.integer(3), () => weighted(PRINTS, random))
  const person = personIn(random, taken)
  // The others order as guests.
  const hasAccount = chance(45, random)
  return {
    at,
    run(shop) {
      const held = shop.pay({
        ...{ amount: totalOf(items), currency: 'usd', payment_method: card },
        ...{ capture_method: 'manual', receipt_email: person.email },
        ...(hasAccount && { customer: shop.customer(person) }),
        description: items.map((item) => item.name).join(', '),
        shipping: { name: person.name, address: { country: 'US', city: oneOf(TOWNS, random) } },
      })
      return held.status === 'requires_capture' ? [ship(at, held.id, items, random)] : []
    },
  }
}

const BAD_CARDS = [
  'pm_card_visa_chargeDeclined',
  'pm_card_chargeDeclinedExpiredCard',
  'pm_card_chargeDeclinedIncorrectCvc',
  'pm_card_radarBlock',
]
const TOWNS = ['Austin', 'Boston', 'Chicago', 'Denver', 'Oakland', 'Savannah']

/** Ships within three days; what is sold out is not charged, and a few orders are called off. */
function ship(at: number, intent: string, items: readonly Print[], random: Random): Happening {
  const shipped = at + 6 * HOUR + random.integer(3 * DAY)
  const soldOut = items.length > 1 && chance(12, random) ? (items[0]?.amount ?? 0) : 0
  return {
    at: shipped,
    run(shop) {
      if (chance(3, random)) return shop.cancel(intent)
      shop.capture(intent, soldOut ? { amount_to_capture: totalOf(items) - soldOut } : {})
      return chance(5, random) ? [returned(shipped, intent, items, random)] : []
    },
  }
}

/** Prints that arrived bent: one of them, or the whole order. */
function returned(
  shipped: number,
  payment_intent: string,
  items: readonly Print[],
  random: Random,
): Happening {
  const one = items.at(-1)?.amount ?? 0
  const amount = items.length > 2 && chance(60, random) ? { amount: one } : {}
  const at = shipped + 4 * DAY + random.integer(8 * DAY)
  return { at, run: (shop) => shop.refund({ payment_intent, ...amount }) }
}

/** One that the shop wins with a signed receipt, one it loses, one still open at the end. */
function disputes(span: Span): Happening[] {
  const length = span.end - span.start
  return [
    disputed(span.start + Math.floor(length * 0.35), 'winning_evidence'),
    disputed(span.start + Math.floor(length * 0.7), 'losing_evidence'),
    disputed(span.end - 6 * DAY, null),
  ]
}

function disputed(at: number, evidence: string | null): Happening {
  return {
    at,
    run(shop) {
      const { name, amount } = FRAMED
      const paid = shop.pay({
        ...{ amount, currency: 'usd', payment_method: 'pm_card_createDispute' },
        ...{ description: name, receipt_email: 'billing@mail.example' },
      })
      return evidence === null ? [] : [answer(at + 3 * DAY, paid.id, evidence)]
    },
  }
}

function answer(at: number, intent: string, evidence: string): Happening {
  return {
    at,
    run(shop) {
      const dispute = shop.disputeOf(intent)
      if (dispute) shop.answerDispute(dispute.id, evidence)
    },
  }
}

function totalOf(items: readonly Print[]): number {
  return items.reduce((sum, item) => sum + item.amount, 0)
}
