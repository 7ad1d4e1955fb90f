/** The billing room's door: plans, the way to pay, who pays. */
import { every } from '../../core/timers.js'
import type { Jobs } from '../jobs/jobs.js'
import type { Routes } from '../routes.js'
import { findBilling, type BilledSubscription, type BillingWord } from '../store/billing.js'
import { listBilledAccounts } from '../store/billing-lists.js'
import type { AccountKey } from '../store/connections.js'
import type { Queryable } from '../store/database.js'
import { openCheckout } from './checkout.js'
import type { Payer } from './customer.js'
import { feesSince, type Fees } from './fees.js'
import { finishCheckout, type CheckoutEnd } from './finish.js'
import { hear, type OwnEvent } from './hear.js'
import { handleBillingJobs, sendCatchUp } from './job-kinds.js'
import type { BillingParts, BillingSettings } from './parts.js'
import { createPlans, type Plan } from './plans.js'
import { createPortal } from './portal.js'
import { settle, type SettleParts } from './settle.js'
import { isPaid } from './status.js'
import type { Ways } from './attempt.js'

/** Where an account stands. Times in Unix seconds, money in the currency's smallest unit. */
export interface BillingStatus extends AccountKey {
  status: BillingWord
  /** Trialing or active. What `past_due` still gets is the app's own decision. */
  paid: boolean
  /** What was bought, also when it is no longer on sale; null before the first purchase. */
  plan: BilledPlan | null
  /** `cus_…` and `sub_…` of our own account. */
  customer: string | null
  subscription: string | null
  /** The next payment, unless it ends before. */
  current_period_end: number | null
  trial_end: number | null
  /** When it will stop by itself. */
  cancel_at: number | null
}

export interface BilledPlan {
  price: string
  product: string
  name: string
  /** Of one period; null where it depends on use. */
  amount: number | null
  currency: string
  interval: string | null
  interval_count: number | null
}

/** One line of who pays and who doesn't. */
export interface BilledAccountStatus extends BillingStatus {
  /** `conn_…`; null: no longer connected, and still in our books. */
  connection: string | null
  account_name: string | null
}

export interface BillingRoom {
  readonly settings: BillingSettings
  /** There are plans to be bought. */
  readonly sells: boolean
  /** Accounts let us charge their customers, so there is a share to be earned. */
  readonly earnsFees: boolean
  plans(): Promise<readonly Plan[]>
  /** As it is kept, without asking Stripe. */
  status(key: AccountKey): Promise<BillingStatus>
  /** Every connected account and every other one that has bought; past due first. */
  list(tenant?: string): Promise<BilledAccountStatus[]>
  /** Checkout, or the portal for somebody who pays already. @throws BillingRefused, BillingAway */
  checkoutUrl(payer: Payer, wish: { plan: string; returnTo?: string | undefined }): Promise<string>
  /** @throws BillingRefused for an account that never bought anything */
  portalUrl(
    payer: AccountKey & { id?: string },
    wish?: { returnTo?: string | undefined },
  ): Promise<string>
  /** Somebody came back from Checkout. @throws BillingRefused for a session that isn't theirs */
  finish(payer: Payer, session: string): Promise<CheckoutEnd>
  /** Reads where things stand from Stripe. @throws BillingAway */
  refresh(key: AccountKey): Promise<BillingStatus>
  /** What was earned since `from`, Unix seconds. */
  fees(from: number): Promise<Fees>
  /** In the transaction that keeps an event of our own account. */
  hear(tx: Queryable, event: OwnEvent): Promise<void>
  /** In the transaction of a disconnect. */
  disconnected(tx: Queryable, key: AccountKey): Promise<void>
  /** Begins to look for missed events, now and every so often. @returns how to stop */
  schedule(): () => void
}

/** Less than the quarter of an hour that a missed event may stay missed. */
const CATCH_UP_EVERY_MS = 10 * 60 * 1000

/** Declares this room's jobs, so it comes before `jobs.start`. */
export function createBilling(given: BillingParts, jobs: Jobs, routes: Routes): BillingRoom {
  const plans = createPlans(given)
  const parts: SettleParts = { ...given, plans }
  const { database, livemode } = parts
  const portal = createPortal(parts, plans)
  handleBillingJobs(jobs, parts)

  const status = async (key: AccountKey) => statusOf(key, await findBilling(database, key))
  // Somebody who is no longer connected has no page of their own to come back to.
  const back = ({ id }: { id?: string }, returnTo: string | undefined) =>
    id === undefined
      ? routes.absolute('home')
      : routes.absolute('planReturn', id) + queryOf(returnTo)

  return {
    settings: parts.settings,
    sells: parts.settings.plans.length > 0,
    earnsFees: parts.earnsFees,
    plans: () => plans.list(),
    status,
    async list(tenant) {
      const rows = await listBilledAccounts(database, { livemode, tenant })
      return rows.map(({ connection, account_name, ...row }) => ({
        ...{ connection, account_name, ...statusOf(row, row) },
      }))
    },
    async checkoutUrl(payer, { plan, returnTo }) {
      const ways = waysOf(back(payer, returnTo))
      const way = await openCheckout(payer, { plan: await plans.get(plan), ways }, parts)
      return way.kind === 'checkout' ? way.url : portal.url(payer, back(payer, returnTo))
    },
    portalUrl: (payer, { returnTo } = {}) => portal.url(payer, back(payer, returnTo)),
    finish: (payer, session) => finishCheckout(payer, session, parts),
    async refresh(key) {
      await settle(key, parts)
      return status(key)
    },
    fees: (from) => feesSince(from, parts),
    hear: (tx, event) => hear(tx, event, parts),
    disconnected: (tx, { account, livemode: mode }) =>
      parts.enqueue(tx, { name: 'end', data: { billed: account, livemode: mode } }),
    schedule: () =>
      every(CATCH_UP_EVERY_MS, () => sendCatchUp(jobs, database, livemode), {
        timers: parts.outside.timers,
        failed: (error) => parts.log.error({ err: error }, 'billing, on schedule'),
      }),
  }
}

function queryOf(returnTo: string | undefined): string {
  return returnTo === undefined ? '' : `?return_to=${encodeURIComponent(returnTo)}`
}

/** Stripe puts the session's id in place of the braces, which must reach it unencoded. */
function waysOf(back: string): Ways {
  const joint = back.includes('?') ? '&' : '?'
  return { success_url: `${back}${joint}session_id={CHECKOUT_SESSION_ID}`, cancel_url: back }
}

function statusOf(
  { account, livemode }: AccountKey,
  row: (BilledSubscription & { customer: string | null }) | undefined,
): BillingStatus {
  const status = row?.status ?? 'none'
  return {
    ...{ account, livemode, status, paid: isPaid(status) },
    plan: row ? planOf(row) : null,
    customer: row?.customer ?? null,
    subscription: row?.subscription ?? null,
    current_period_end: row?.current_period_end ?? null,
    trial_end: row?.trial_end ?? null,
    cancel_at: row?.cancel_at ?? null,
  }
}

function planOf(row: BilledSubscription): BilledPlan | null {
  const { price, product, plan_name, currency } = row
  if (price === null || product === null || plan_name === null || currency === null) return null
  return {
    ...{ price, product, name: plan_name, amount: row.amount, currency },
    ...{ interval: row.period, interval_count: row.period_count },
  }
}
