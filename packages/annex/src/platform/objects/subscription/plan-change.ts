/** What an update does to items, periods and money: decided here, kept by `update.ts`. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { periodAt, nextStepAfter } from '../billing/calendar.js'
import type { Entry } from '../invoice/entry.js'
import { idOf } from '../reference.js'
import { entriesForPeriod } from './bill.js'
import { itemsAfter } from './items-after.js'
import { inPeriod, periodOf, rhythmOf, type ItemParams } from './items.js'
import { costOf, isMetered } from './lines.js'
import { creditsFor, debitsFor, type Proration } from './prorate.js'
import { notInTheFuture } from './refusals.js'
import { agreedWithoutMethod } from './trial-end.js'
import { countsSame } from './usage-lines.js'

type Subscription = Stripe.Subscription
type Item = Stripe.SubscriptionItem
type UpdateParams = Omit<Stripe.SubscriptionUpdateParams, 'items'> & {
  readonly items?: readonly ItemParams[]
}

export interface Change {
  readonly items: readonly Item[]
  /** Anchor, trial and status, where they change. */
  readonly timing: Partial<Subscription>
  readonly prorations: readonly Proration[]
  /** Items as they were, whose usage until now is billed; the others' is counted on. */
  readonly used: readonly Item[]
  /** An invoice is made at once, with the prorations and these lines. */
  readonly bills: boolean
  entries(after: Subscription): readonly Entry[]
}

const NOTHING = (): readonly Entry[] => []

export function planChange(before: Subscription, params: UpdateParams, work: UnitOfWork): Change {
  const items = itemsAfter(before, params, work)
  const trialEnd = trialEndAfter(params, work.now)
  if (trialEnd !== undefined) return trialChange(before, items, trialEnd, params, work)
  if (before.status === 'trialing') return quiet(items)
  if (restarts(before, items, params, work)) return restarted(before, items, params, work)
  return within(before, items, params, work)
}

/** A new trial's end; null ends one now; undefined leaves it. */
function trialEndAfter({ trial_end }: UpdateParams, now: number): number | null | undefined {
  if (trial_end === 'now') return null
  if (typeof trial_end === 'number' && trial_end <= now) throw notInTheFuture('trial_end')
  return trial_end
}

function quiet(items: readonly Item[]): Change {
  return { items, timing: {}, prorations: [], used: [], bills: false, entries: NOTHING }
}

/** Until the trial ends nothing is owed; what was paid beyond now is given back. */
function trialChange(
  before: Subscription,
  items: readonly Item[],
  trialEnd: number | null,
  params: UpdateParams,
  work: UnitOfWork,
): Change {
  if (trialEnd === null) {
    if (before.status !== 'trialing') return quiet(items)
    if (agreedWithoutMethod(before, work) !== undefined) return endedUnpaid(items, work.now)
    const change = restarted(
      { ...before, status: 'active' },
      items,
      { ...params, proration_behavior: 'none' },
      work,
    )
    return { ...change, timing: { ...change.timing, trial_end: work.now, status: 'active' } }
  }
  const inTrial = items.map((item) => inPeriod(item, { start: work.now, end: trialEnd }))
  const paid = before.status === 'trialing' || params.proration_behavior === 'none'
  const timing: Partial<Subscription> = {
    billing_cycle_anchor: trialEnd,
    // What its first invoice asks for has to be paid all the same; then it is on trial.
    status: before.status === 'incomplete' ? 'incomplete' : 'trialing',
    trial_end: trialEnd,
    trial_start: before.trial_start ?? work.now,
  }
  const prorations = paid ? [] : creditsFor(before, before.items.data, work.now, work)
  const used = before.items.data
  return { items: inTrial, timing, prorations, used, bills: false, entries: NOTHING }
}

/** Ended early with nothing to pay with: no period begins, and whoever asked does what was agreed. */
function endedUnpaid(items: readonly Item[], now: number): Change {
  return { ...quiet(items), timing: { trial_end: now } }
}

/** Another interval, the first money after free, or on request: the cycle begins anew. */
function restarts(
  before: Subscription,
  items: readonly Item[],
  { billing_cycle_anchor }: UpdateParams,
  work: UnitOfWork,
): boolean {
  if (billing_cycle_anchor?.type === 'now') return true
  const cost = (all: readonly Item[]) => costOf(all, before.currency, work)
  // What is paid by usage was never free.
  const wasFree = cost(before.items.data) === 0 && !before.items.data.some(isMetered)
  const becomesPaid = wasFree && cost(items) > 0
  return becomesPaid || !sharesRhythm(before.items.data, items)
}

/** Whether any of them goes on at the same interval. */
export function sharesRhythm(before: readonly Item[], after: readonly Item[]): boolean {
  const was = new Set(before.map(rhythmKey))
  return after.some((item) => was.has(rhythmKey(item)))
}

function rhythmKey(item: Item): string {
  const { interval, interval_count } = rhythmOf(item)
  return `${interval_count} ${interval}`
}

function restarted(
  before: Subscription,
  items: readonly Item[],
  { proration_behavior }: UpdateParams,
  work: UnitOfWork,
): Change {
  const fresh = items.map((item) => inPeriod(item, periodAt(work.now, rhythmOf(item), work.now)))
  const credits =
    proration_behavior === 'none' ? [] : creditsFor(before, before.items.data, work.now, work)
  return {
    items: fresh,
    timing: { billing_cycle_anchor: work.now },
    prorations: credits,
    used: before.items.data,
    bills: true,
    entries: (after) =>
      fresh.flatMap((item) => entriesForPeriod(item, periodOf(item), after, work)),
  }
}

/** Inside a running period: credit for what is given up, the price of what comes instead. */
function within(
  before: Subscription,
  items: readonly Item[],
  { proration_behavior = 'create_prorations', proration_date }: UpdateParams,
  work: UnitOfWork,
): Change {
  const at = proration_date ?? work.now
  const placed = items.map((item) => placedIn(item, before, work.now))
  const used = before.items.data.filter((item) => !placed.some((one) => countsSame(one, item)))
  if (proration_behavior === 'none') return { ...quiet(placed), used }
  const old = before.items.data.filter((item) => !placed.some((one) => costsSame(one, item)))
  const fresh = placed.filter((item) => !before.items.data.some((one) => costsSame(one, item)))
  const prorations = [
    ...creditsFor(before, old, at, work),
    ...debitsFor(before, fresh, at, work),
  ].filter(({ amount }) => amount !== 0)
  const owes = prorations.length > 0 || used.some(isMetered)
  const bills = proration_behavior === 'always_invoice' && owes
  return { items: placed, timing: {}, prorations, used, bills, entries: NOTHING }
}

/** A new item joins the period that is running. */
function placedIn(item: Item, { billing_cycle_anchor, items }: Subscription, now: number): Item {
  if (items.data.some(({ id }) => id === item.id)) return item
  const rhythm = rhythmOf(item)
  const sibling = items.data.find((one) => rhythmKey(one) === rhythmKey(item))
  if (sibling) return inPeriod(item, periodOf(sibling))
  return inPeriod(item, { start: now, end: nextStepAfter(billing_cycle_anchor, rhythm, now) })
}

function costsSame(a: Item, b: Item): boolean {
  return a.id === b.id && idOf(a.price) === idOf(b.price) && a.quantity === b.quantity
}
