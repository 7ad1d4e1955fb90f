/** Harbour Coffee: a small roaster whose coffee club grows month by month. In dollars. */
import type { Random } from '../../../core/random.js'
import { HOUR, momentBetween, monthsOf } from './calendar.js'
import { about, chance, oneOf, times } from './choice.js'
import { joinClub, openClub, waitingMembers, type Shelf } from './coffee-club.js'
import type { Happening, Span } from './happenings.js'
import { cardOf, personIn } from './people.js'
import type { Shop } from './shop.js'

const COUNTER = [
  { name: 'Gift box', amount: 4200 },
  { name: 'Pour-over set', amount: 5600 },
  { name: 'Harbour Blend, 1 kg', amount: 3100 },
]

/** Sales at the counter that are asked back, in percent. */
const REFUND = 2.5

export function harbourCoffee(span: Span): Happening[] {
  const taken = new Set<string>()
  const shelf: Shelf = new Map()
  const club = { shelf, taken, random: span.random }
  return [
    { at: span.start, run: (shop) => openShop(shop, shelf) },
    ...waitingMembers(span.end, club).filter(({ at }) => at > span.start),
    ...monthsOf(span).flatMap(({ index, from, to }) => {
      const moment = () => momentBetween(from, to, span.random)
      const joining = about(2.5 + index * 0.32, span.random)
      const buying = about(4 + index * 0.25, span.random)
      return [
        ...times(joining, () => joinClub(moment(), club)),
        ...times(buying, () => buy(moment(), taken, span.random)),
      ]
    }),
  ]
}

function openShop(shop: Shop, shelf: Shelf): void {
  openClub(shop, shelf)
  for (const { name, amount } of COUNTER) {
    shop.product({ name, default_price_data: { currency: 'usd', unit_amount: amount } })
  }
}

/** Somebody at the counter or in the web shop: no account, one card, sometimes a wrong one. */
function buy(at: number, taken: Set<string>, random: Random): Happening {
  const { name, amount } = oneOf(COUNTER, random)
  const { email } = personIn(random, taken)
  const declined = chance(6, random)
  const card = declined ? 'pm_card_visa_chargeDeclinedInsufficientFunds' : cardOf(random)
  return {
    at,
    run(shop) {
      const paid = shop.pay({
        ...{ amount, currency: 'usd', description: name, receipt_email: email },
        payment_method: card,
      })
      const asksBack = !declined && chance(REFUND, random)
      return asksBack ? [refund(at + 30 * HOUR, paid.id)] : []
    },
  }
}

function refund(at: number, payment_intent: string): Happening {
  return { at, run: (shop) => shop.refund({ payment_intent, reason: 'requested_by_customer' }) }
}
