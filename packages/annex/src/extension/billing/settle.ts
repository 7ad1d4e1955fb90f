/** What everything ends in: read a customer's subscriptions, keep the one that counts, tell of changes. */
import type { Stripe } from 'stripe'
import {
  findBilling,
  forgetCustomer,
  lockBilling,
  writeSubscription,
  type BilledSubscription,
  type BillingRow,
} from '../store/billing.js'
import type { AccountKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { drawObservations } from '../store/mirror.js'
import { tellOfChange } from '../store/news.js'
import { ownClient } from '../stripe/client.js'
import { ask, failure } from './ask.js'
import { giveBack } from './duplicates.js'
import type { BillingParts } from './parts.js'
import { amountOf, type Plans } from './plans.js'
import { choose, isLive, surplusOf, wordOf } from './status.js'

export interface SettleParts extends BillingParts {
  plans: Plans
}

/**
 * Never believes an event: it reads. The read's number is drawn before it is sent, and a row takes
 * only from later numbers; every event is followed by a read, so the last read has seen them all.
 * @returns the row as it is now; undefined where there is no customer
 * @throws BillingAway when Stripe doesn't answer; nothing has changed then
 */
export async function settle(key: AccountKey, parts: SettleParts): Promise<BillingRow | undefined> {
  const row = await findBilling(parts.database, key)
  if (!row?.customer) return row
  const [obs = 0] = await drawObservations(parts.database)
  const subscriptions = await read(row.customer, parts)
  if (!subscriptions) {
    await keep(row, parts, (tx) => forgetCustomer(tx, row, { customer: row.customer ?? '', obs }))
    return findBilling(parts.database, key)
  }
  const chosen = choose(subscriptions)
  const seen = await describe(chosen, parts)
  const paying = isLive(seen.status)
  await keep(row, parts, (tx) => writeSubscription(tx, row, { ...seen, obs, paying }))
  for (const one of surplusOf(subscriptions, key.account)) await giveBack(one, parts)
  return findBilling(parts.database, key)
}

/** @returns undefined when the customer is no more */
async function read(
  customer: string,
  parts: BillingParts,
): Promise<Stripe.Subscription[] | undefined> {
  const client = ownClient(parts.stripe)
  const list = () => client.subscriptions.list({ customer, status: 'all', limit: 100 })
  const reply = await ask(list, parts)
  if (reply.kind === 'ok' && reply.value.data.some((one) => isLive(wordOf(one)))) {
    return reply.value.data
  }
  if (reply.kind !== 'ok' && reply.kind !== 'gone' && reply.kind !== 'invalid') {
    throw failure('The subscriptions could not be read', reply)
  }
  // Nothing that goes on, perhaps because the customer is gone: its subscriptions stay listed.
  const own = await ask(() => client.customers.retrieve(customer), parts)
  if (own.kind === 'gone' || (own.kind === 'ok' && own.value.deleted)) return undefined
  if (reply.kind === 'ok') return reply.value.data
  throw failure('The subscriptions could not be read', reply)
}

const NOTHING: BilledSubscription = {
  ...{ status: 'none', subscription: null, price: null, product: null, plan_name: null },
  ...{ amount: null, currency: null, period: null, period_count: null },
  ...{ current_period_end: null, trial_end: null, cancel_at: null },
}

async function describe(
  subscription: Stripe.Subscription | undefined,
  { plans }: SettleParts,
): Promise<BilledSubscription> {
  const item = subscription?.items.data[0]
  if (!subscription || !item) return NOTHING
  const { price, quantity = 1 } = item
  const amount = amountOf(price)
  const plan = (await plans.list()).find((one) => one.price === price.id)
  const product = typeof price.product === 'string' ? price.product : price.product.id
  return {
    status: wordOf(subscription),
    subscription: subscription.id,
    ...{ price: price.id, product },
    plan_name: plan?.name ?? price.nickname ?? price.lookup_key ?? price.id,
    amount: amount === null ? null : amount * quantity,
    currency: price.currency,
    period: price.recurring?.interval ?? null,
    period_count: price.recurring?.interval_count ?? null,
    current_period_end: item.current_period_end,
    trial_end: subscription.trial_end,
    cancel_at: endOf(subscription),
  }
}

/** When it will stop by itself, however that was asked for. */
function endOf({ cancel_at, cancel_at_period_end, items, status }: Stripe.Subscription) {
  if (status === 'canceled') return null
  return cancel_at ?? (cancel_at_period_end ? (items.data[0]?.current_period_end ?? null) : null)
}

/** The write, the word to open pages and the word to the host app commit together. */
async function keep(
  { account, livemode, tenant }: BillingRow,
  parts: BillingParts,
  write: (tx: Queryable) => Promise<unknown>,
): Promise<void> {
  await parts.database.transaction(async (tx) => {
    const before = await lockBilling(tx, { account, livemode, tenant })
    await write(tx)
    const after = await findBilling(tx, { account, livemode })
    if (!after || isSame(before, after)) return
    await tellOfChange(tx, { account, livemode })
    if (!parts.hooks.onBillingChange || !isNews(before, after)) return
    const { status, price } = after
    const previous = { status: before.status, price: before.price }
    await parts.enqueue(tx, {
      name: 'tell',
      data: { billed: account, livemode, status, price, previous },
    })
  })
}

const SHOWN = ['status', 'price', 'current_period_end', 'cancel_at', 'trial_end', 'amount'] as const

function isSame(before: BillingRow, after: BillingRow): boolean {
  return SHOWN.every((name) => before[name] === after[name])
}

function isNews(before: BillingRow, after: BillingRow): boolean {
  return before.status !== after.status || before.price !== after.price
}
