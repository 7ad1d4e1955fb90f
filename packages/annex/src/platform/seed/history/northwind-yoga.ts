/** Northwind Yoga: a studio in Amsterdam and New York; yearly memberships, passes, two currencies. */
import type { Random } from '../../../core/random.js'
import { addMonths, DAY, momentBetween, monthsOf } from './calendar.js'
import { about, chance, oneOf, times } from './choice.js'
import type { Happening, Span } from './happenings.js'
import { addressIn, cardOf, personIn } from './people.js'
import type { Shop } from './shop.js'

interface Studio {
  readonly currency: 'eur' | 'usd'
  readonly country: string
  readonly city: string
  readonly year: number
  readonly pass: number
  readonly class: number
  /** New yearly members and single sales a month. */
  readonly joining: number
  readonly sales: number
}

const STUDIOS: readonly Studio[] = [
  {
    ...{ currency: 'eur', country: 'NL', city: 'Amsterdam', year: 49000, pass: 14500, class: 1900 },
    ...{ joining: 4, sales: 13 },
  },
  {
    ...{ currency: 'usd', country: 'US', city: 'New York', year: 62000, pass: 19500, class: 2600 },
    ...{ joining: 2.5, sales: 8 },
  },
]

/** Members who stay for another year, who move away during one, and who were brought by a friend, in percent. */
const [RENEW, MOVE_AWAY, FRIENDS] = [70, 6, 15]

/** What was put on the shelf, by its own name: prices of the studios, and coupons. */
type Shelf = Map<string, string>

export function northwindYoga(span: Span): Happening[] {
  const taken = new Set<string>()
  const shelf: Shelf = new Map()
  const weeks = STUDIOS.flatMap((studio) =>
    monthsOf(span).flatMap(({ from, to }) => {
      const season = seasonOf(from)
      const moment = () => momentBetween(from, to, span.random)
      return [
        ...times(about(studio.joining * season, span.random), () =>
          join(moment(), studio, { shelf, taken, random: span.random }),
        ),
        ...times(about(studio.sales * season, span.random), () =>
          sell(moment(), studio, taken, span.random),
        ),
      ]
    }),
  )
  return [{ at: span.start, run: (shop) => openStudios(shop, shelf) }, ...weeks]
}

/** January is full of resolutions, July is empty. */
function seasonOf(at: number): number {
  const factors = [1.9, 1.4, 1.1, 1, 0.9, 0.8, 0.6, 0.7, 1.3, 1.1, 0.9, 0.7]
  return factors[new Date(at * 1000).getUTCMonth()] ?? 1
}

function openStudios(shop: Shop, shelf: Shelf): void {
  for (const { currency, city, year, pass, class: single } of STUDIOS) {
    const product = shop.product({ name: `${city} membership`, unit_label: 'year' })
    const recurring = { interval: 'year' as const }
    shelf.set(city, shop.price({ product, currency, unit_amount: year, recurring }))
    for (const [name, unit_amount] of [
      ['ten classes', pass],
      ['one class', single],
    ] as const) {
      shop.price({ product_data: { name: `${city}, ${name}` }, currency, unit_amount })
    }
  }
  for (const { name, ...coupon } of COUPONS) shelf.set(name, shop.coupon({ name, ...coupon }))
}

const COUPONS = [
  { name: 'New year, new back', percent_off: 20, duration: 'once' },
  { name: 'Brought by a friend', percent_off: 10, duration: 'forever' },
] as const

interface Studios {
  readonly shelf: Shelf
  readonly taken: Set<string>
  readonly random: Random
}

/** A year is paid ahead, in January with a fifth off. */
function join(at: number, studio: Studio, { shelf, taken, random }: Studios): Happening {
  const person = personIn(random, taken)
  const card = cardOf(random)
  const [inJanuary, byFriends] = COUPONS
  const isJanuary = new Date(at * 1000).getUTCMonth() === 0
  const offer = isJanuary ? inJanuary : chance(FRIENDS, random) ? byFriends : undefined
  return {
    at,
    run(shop) {
      const address = addressIn(studio.country, studio.city)
      const customer = shop.customer({ ...person, address, preferred_locales: ['en'] })
      shop.saveCard(customer, card)
      const { id } = shop.subscribe({
        ...{ customer, items: [{ price: shelf.get(studio.city) ?? '' }] },
        ...(offer && { discounts: [{ coupon: shelf.get(offer.name) ?? '' }] }),
      })
      return [nextYear(at, id, random)]
    },
  }
}

/** What a member decides in the course of a year; who stays decides again in the next. */
function nextYear(at: number, id: string, random: Random): Happening {
  if (chance(MOVE_AWAY, random)) return moveAway(at, id, 20 + random.integer(120))
  if (chance(RENEW, random)) {
    const next = addMonths(at, 12)
    return { at: next + DAY, run: () => [nextYear(next, id, random)] }
  }
  const decided = at + (200 + random.integer(150)) * DAY
  return { at: decided, run: (shop) => shop.change(id, { cancel_at_period_end: true }) }
}

/** Whoever moves away gets the rest of the year back. */
function moveAway(at: number, id: string, usedDays: number): Happening {
  return {
    at: at + usedDays * DAY,
    run(shop) {
      const { latest_invoice: invoice } = shop.subscription(id)
      const paid = typeof invoice === 'string' ? shop.paymentOf(invoice) : undefined
      shop.unsubscribe(id)
      if (paid === undefined) return
      const whole = shop.payment(paid).amount_received
      shop.refund({ payment_intent: paid, amount: wholeUnits(whole * (1 - usedDays / 365)) })
    },
  }
}

function partlyRefund(at: number, payment_intent: string, amount: number): Happening {
  const rest = wholeUnits(amount)
  return { at, run: (shop) => shop.refund({ payment_intent, amount: rest }) }
}

function wholeUnits(amount: number): number {
  return Math.round(amount / 100) * 100
}

function sell(at: number, studio: Studio, taken: Set<string>, random: Random): Happening {
  const isPass = chance(35, random)
  const amount = isPass ? studio.pass : studio.class
  const { email } = personIn(random, taken)
  const card = chance(5, random) ? 'pm_card_visa_chargeDeclined' : cardOf(random)
  const description = `${studio.city}, ${isPass ? 'ten classes' : oneOf(CLASSES, random)}`
  return {
    at,
    run(shop) {
      const paid = shop.pay({
        ...{ amount, currency: studio.currency, payment_method: card },
        ...{ description, receipt_email: email },
      })
      const ill = paid.status === 'succeeded' && chance(4, random)
      return ill ? [partlyRefund(at + DAY, paid.id, amount)] : []
    },
  }
}

const CLASSES = ['morning vinyasa', 'yin', 'hatha for beginners', 'ashtanga']
