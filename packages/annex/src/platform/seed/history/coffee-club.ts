/** The coffee club: monthly subscriptions, and what becomes of each of them. */
import type { Random } from '../../../core/random.js'
import { addMonths, DAY } from './calendar.js'
import { chance, oneOf, weighted } from './choice.js'
import type { Happening } from './happenings.js'
import { addressIn, cardOf, personIn } from './people.js'
import type { Shop } from './shop.js'

interface Plan {
  readonly name: string
  readonly amount: number
}

/** From the smallest to the largest, with how many of ten choose it. */
const PLANS: readonly (readonly [Plan, number])[] = [
  [{ name: 'Coffee Club · one bag', amount: 1900 }, 6],
  [{ name: 'Coffee Club · two bags', amount: 3400 }, 3],
  [{ name: 'Office Club · five bags', amount: 7800 }, 1],
]
const TOWNS = ['Portland', 'Seattle', 'Astoria', 'Eugene', 'Tacoma']

/** Of a hundred members: how many leave in a month, and to how many each of the others happens. */
const [LEAVE, TRIAL, FALSE_START, CHANGE, CARD_FAILS, REFUND] = [4, 15, 2, 18, 12, 6]
/** Of those whose card failed: how many bring another. */
const BRING_ANOTHER = 55
/** Attaches, and declines every charge. */
const FAILING = 'pm_card_chargeCustomerFail'

/** The ids of the prices, by the names of their plans. */
export type Shelf = Map<string, string>

interface Club {
  readonly shelf: Shelf
  readonly taken: Set<string>
  readonly random: Random
}

export function openClub(shop: Shop, shelf: Shelf): void {
  for (const [{ name, amount }] of PLANS) {
    const product = shop.product({ name, description: 'Freshly roasted, every month.' })
    const price = { product, currency: 'usd', unit_amount: amount }
    shelf.set(name, shop.price({ ...price, recurring: { interval: 'month' } }))
  }
}

/** Who joins decides nothing yet; what will happen to them is drawn when they do. */
export function joinClub(at: number, club: Club): Happening {
  const { random } = club
  const card = chance(FALSE_START, random) ? FAILING : cardOf(random)
  const trial = chance(TRIAL, random)
  return joining(at, { card, trial }, club, (member) => fateOf(member, club))
}

/** However the dice fall: at `end` somebody tries the club out, and somebody's card has just failed. */
export function waitingMembers(end: number, club: Club): Happening[] {
  const card = 'pm_card_visa'
  const renewed = addMonths(end - 2 * DAY, -4)
  return [
    joining(end - 5 * DAY, { card, trial: true }, club, () => []),
    joining(renewed, { card, trial: false }, club, ({ customer }) => [
      { at: end - 4 * DAY, run: (shop) => void shop.saveCard(customer, FAILING) },
    ]),
  ]
}

function joining(
  at: number,
  { card, trial }: { card: string; trial: boolean },
  { shelf, taken, random }: Club,
  then: (member: Member) => Happening[],
): Happening {
  const plan = weighted(PLANS, random)
  const person = personIn(random, taken)
  const address = addressIn('US', oneOf(TOWNS, random))
  return {
    at,
    run(shop) {
      const customer = shop.customer({ ...person, address, metadata: { club: plan.name } })
      shop.saveCard(customer, card)
      const items = [{ price: shelf.get(plan.name) ?? '' }]
      const { id } = shop.subscribe({ customer, items, ...(trial && { trial_period_days: 14 }) })
      return then({ at, id, customer, plan })
    },
  }
}

interface Member {
  readonly at: number
  readonly id: string
  readonly customer: string
  readonly plan: Plan
}

/** Everything that will happen to a member besides paying every month. */
function fateOf(member: Member, { shelf, random }: Omit<Club, 'taken'>): Happening[] {
  const months = monthsUntilLeaving(random)
  const during = () => addMonths(member.at, 1 + random.integer(Math.max(months, 1)))
  return [
    leave(addMonths(member.at, months) + 20 * DAY, member, random),
    ...(chance(CHANGE, random) ? [changePlan(during() + 9 * DAY, member, { shelf, random })] : []),
    ...(chance(CARD_FAILS, random) ? [loseCard(during() - 2 * DAY, member, random)] : []),
    ...(chance(REFUND, random) ? [askBack(during() + 3 * DAY, member)] : []),
  ]
}

function monthsUntilLeaving(random: Random): number {
  let months = 0
  while (!chance(LEAVE, random)) months += 1
  return months
}

/** Most let the month they paid for run out. */
function leave(at: number, { id }: Member, random: Random): Happening {
  const atOnce = chance(25, random)
  return {
    at,
    run(shop) {
      if (!isMember(shop, id)) return
      if (atOnce) shop.unsubscribe(id)
      else shop.change(id, { cancel_at_period_end: true })
    },
  }
}

/** One size larger for most, one smaller for some; the difference goes on the next invoice. */
function changePlan(
  at: number,
  { id, plan }: Member,
  { shelf, random }: Omit<Club, 'taken'>,
): Happening {
  const here = PLANS.findIndex(([{ name }]) => name === plan.name)
  const there = here === PLANS.length - 1 || (here > 0 && chance(25, random)) ? here - 1 : here + 1
  const price = shelf.get(PLANS[there]?.[0].name ?? '') ?? ''
  return {
    at,
    run(shop) {
      if (!isMember(shop, id)) return
      const [item] = shop.subscription(id).items.data
      if (item) shop.change(id, { items: [{ id: item.id, price }] })
    },
  }
}

/** A card runs out shortly before the month does. Who brings no other has left a week later. */
function loseCard(at: number, { id, customer }: Member, random: Random): Happening {
  const another = chance(BRING_ANOTHER, random) ? cardOf(random) : undefined
  return {
    at,
    run(shop) {
      if (!isMember(shop, id)) return []
      shop.saveCard(customer, FAILING)
      return another === undefined ? [] : [bringCard(at + 6 * DAY, { id, customer }, another)]
    },
  }
}

function bringCard(
  at: number,
  { id, customer }: Pick<Member, 'id' | 'customer'>,
  card: string,
): Happening {
  return {
    at,
    run(shop) {
      if (!isMember(shop, id)) return
      shop.saveCard(customer, card)
      const { status, latest_invoice: invoice } = shop.subscription(id)
      if (status === 'past_due' && typeof invoice === 'string') shop.payInvoice(invoice)
    },
  }
}

/** A month that never arrived. */
function askBack(at: number, { id }: Member): Happening {
  return {
    at,
    run(shop) {
      const { latest_invoice: invoice } = shop.subscription(id)
      const paid = typeof invoice === 'string' ? shop.paymentOf(invoice) : undefined
      if (paid) shop.refund({ payment_intent: paid, reason: 'requested_by_customer' })
    },
  }
}

const LIVING: readonly string[] = ['trialing', 'active', 'past_due']

function isMember(shop: Shop, id: string): boolean {
  return LIVING.includes(shop.subscription(id).status)
}
