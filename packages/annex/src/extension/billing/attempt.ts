/**
 * One attempt at buying: a number, a price, and the Checkout session Stripe made for it. Its session
 * is written down as possible before it can exist, so none is ever open that the row doesn't know of.
 */
import type { Stripe } from 'stripe'
import {
  beginAttempt,
  endAttempt,
  keepSession,
  lockBilling,
  type BillingRow,
} from '../store/billing.js'
import { ownClient } from '../stripe/client.js'
import { ask, failure, type Reply } from './ask.js'
import type { Payer } from './customer.js'
import type { BillingParts } from './parts.js'
import type { SettleParts } from './settle.js'
import { ACCOUNT_KEY, CHECKOUT_KEY, CLIENT_KEY, isLive } from './status.js'

export interface Attempt extends Payer {
  attempt: number
  price: string
  customer: string
  session: string | null
  /** Nothing was ever bought for the account, so it may try first. */
  isFirst: boolean
}

/** The attempt under way, whoever began it, or a new one; undefined: the account pays already. */
export function claimAttempt(
  payer: Payer,
  { customer, price }: { customer: string; price: string },
  { database }: BillingParts,
): Promise<Attempt | undefined> {
  return database.transaction(async (tx) => {
    const row = await lockBilling(tx, payer)
    if (isLive(row.status)) return undefined
    const isFirst = row.subscription === null
    if (row.attempt_price !== null) {
      const { attempt, attempt_price, session } = row
      return { ...payer, attempt, price: attempt_price, customer, session, isFirst }
    }
    const attempt = await beginAttempt(tx, payer, price)
    return { ...payer, attempt, price, customer, session: null, isFirst }
  })
}

/** Where Stripe sends the person afterwards. */
export interface Ways {
  success_url: string
  cancel_url: string
}

/**
 * The attempt's session as it is now: looked up, or made. A second maker sends the same key and is
 * given the first one's session.
 */
export async function sessionOf(
  attempt: Attempt,
  ways: Ways,
  parts: SettleParts,
): Promise<Reply<Stripe.Checkout.Session>> {
  const client = ownClient(parts.stripe)
  const { sessions } = client.checkout
  if (attempt.session) {
    const known = attempt.session
    return ask(() => sessions.retrieve(known), parts)
  }
  const idempotencyKey = `annex-checkout-${parts.clientId}-${attempt.account}-${attempt.attempt}`
  const plan = (await parts.plans.list()).find(({ price }) => price === attempt.price)
  const params = paramsOf(attempt, { ways, isMetered: plan?.metered ?? false }, parts)
  const made = await ask(() => sessions.create(params, { idempotencyKey }), parts)
  if (made.kind !== 'ok') return made
  // The answer to a key is the first one's, and may be a day old by now.
  return ask(() => sessions.retrieve(made.value.id), parts)
}

function paramsOf(
  { account, attempt, price, customer, isFirst }: Attempt,
  { ways, isMetered }: { ways: Ways; isMetered: boolean },
  { clientId, settings }: BillingParts,
): Stripe.Checkout.SessionCreateParams {
  const metadata = { [ACCOUNT_KEY]: account, [CLIENT_KEY]: clientId, [CHECKOUT_KEY]: `${attempt}` }
  const trial = isFirst && settings.trialDays > 0
  return {
    mode: 'subscription',
    customer,
    customer_update: { name: 'auto', address: 'auto' },
    client_reference_id: account,
    // Stripe refuses a quantity of what is charged by use.
    line_items: [isMetered ? { price } : { price, quantity: 1 }],
    metadata,
    subscription_data: {
      metadata,
      ...(trial && { trial_period_days: settings.trialDays }),
    },
    ...ways,
  }
}

/** @returns false when another attempt has taken its place */
export function keepAttempt(attempt: Attempt, session: string, parts: BillingParts) {
  return keepSession(parts.database, attempt, session)
}

export function forgetAttempt(
  attempt: Pick<BillingRow, 'account' | 'livemode' | 'attempt'>,
  parts: BillingParts,
) {
  return endAttempt(parts.database, attempt)
}

/**
 * Closes every session the customer has open, so that nothing can be bought with them.
 * @throws BillingAway when Stripe doesn't answer
 */
export async function expireOpen(customer: string, parts: BillingParts): Promise<void> {
  const { sessions } = ownClient(parts.stripe).checkout
  const list = () => sessions.list({ customer, status: 'open', limit: 100 })
  const open = await ask(list, parts)
  if (open.kind === 'gone' || open.kind === 'invalid') return
  if (open.kind !== 'ok') throw failure('The open checkouts could not be read', open)
  for (const { id } of open.value.data) await expire(id, parts)
}

/** Complete or expired meanwhile, it isn't open either way. @throws BillingAway */
export async function expire(id: string, parts: BillingParts): Promise<void> {
  const reply = await ask(() => ownClient(parts.stripe).checkout.sessions.expire(id), parts)
  if (reply.kind === 'ok' || reply.kind === 'gone' || reply.kind === 'invalid') return
  throw failure('An open checkout could not be closed', reply)
}
