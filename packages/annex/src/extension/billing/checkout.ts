/** The way to Stripe's Checkout for a plan; to the portal for those who pay already. */
import {
  claimAttempt,
  expire,
  expireOpen,
  forgetAttempt,
  keepAttempt,
  sessionOf,
  type Attempt,
  type Ways,
} from './attempt.js'
import { failure } from './ask.js'
import { getCustomer, type Payer } from './customer.js'
import type { Plan } from './plans.js'
import { chosenElsewhere } from './refusals.js'
import { settle, type SettleParts } from './settle.js'
import { isLive } from './status.js'

export type CheckoutWay = { kind: 'checkout'; url: string } | { kind: 'paying' }

/** Each turn ends an attempt that was in the way; there is one, or somebody clicks against us. */
const TURNS = 4

/**
 * The same plan asked for twice is the same session; another plan closes the session of the one
 * before. Somebody whom Stripe says to be paying is sent nowhere to pay again.
 */
export async function openCheckout(
  payer: Payer,
  { plan, ways }: { plan: Plan; ways: Ways },
  parts: SettleParts,
): Promise<CheckoutWay> {
  let why: Error = chosenElsewhere()
  for (let turn = 1; turn <= TURNS; turn++) {
    const customer = await getCustomer(payer, parts)
    const now = await settle(payer, parts)
    if (now && isLive(now.status)) return { kind: 'paying' }
    // Deleted at Stripe: the next turn makes another.
    if (now?.customer !== customer) continue
    const attempt = await claimAttempt(payer, { customer, price: plan.price }, parts)
    if (!attempt) return { kind: 'paying' }
    const end = await follow(attempt, plan.price, { ways, parts })
    if (end.kind === 'open') return { kind: 'checkout', url: end.url }
    if (end.kind === 'overtaken') return (await payingNow(payer, parts)) ?? fail(why)
    why = end.why ?? why
  }
  throw why
}

type End =
  | { kind: 'open'; url: string }
  /** Nothing is open of it any more; another attempt may begin. */
  | { kind: 'over'; why?: Error }
  /** Another attempt has taken its place. */
  | { kind: 'overtaken' }

async function follow(
  attempt: Attempt,
  price: string,
  { ways, parts }: { ways: Ways; parts: SettleParts },
): Promise<End> {
  const session = await sessionOf(attempt, ways, parts)
  if (session.kind === 'gone' || session.kind === 'invalid') {
    // Made with what we would no longer send, or not to be made at all: what may be open is unknown.
    await expireOpen(attempt.customer, parts)
    await closeAttempt(attempt, parts)
    return { kind: 'over', why: failure('The checkout could not be opened', session) }
  }
  if (session.kind !== 'ok') throw failure('The checkout could not be opened', session)
  const { id, status, url } = session.value
  const kept = await keepAttempt(attempt, id, parts)
  const isWanted = status === 'open' && url !== null && attempt.price === price
  if (kept && isWanted) return { kind: 'open', url }
  if (status === 'open') await expire(id, parts)
  if (!kept) return { kind: 'overtaken' }
  await closeAttempt(attempt, parts)
  return { kind: 'over' }
}

/**
 * Nothing is open of it. It may have been paid, so that is written down first: whoever read before
 * the payment would else find neither an attempt nor a subscription, and begin anew.
 */
async function closeAttempt(attempt: Attempt, parts: SettleParts): Promise<void> {
  await settle(attempt, parts)
  await forgetAttempt(attempt, parts)
}

async function payingNow(payer: Payer, parts: SettleParts): Promise<CheckoutWay | undefined> {
  const now = await settle(payer, parts)
  return now && isLive(now.status) ? { kind: 'paying' } : undefined
}

function fail(why: Error): never {
  throw why
}
