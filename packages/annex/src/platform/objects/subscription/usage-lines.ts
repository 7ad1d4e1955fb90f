/** What metered items cost: what was used in a time that is over, from their meters. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { Period } from '../billing/calendar.js'
import { addEntries, linesOf } from '../invoice/draft.js'
import type { Entry } from '../invoice/entry.js'
import { newInvoiceItem } from '../invoice-item/new-invoice-item.js'
import { usageIn } from '../meter/measure.js'
import { idOf } from '../reference.js'
import { billedIn } from './billed-usage.js'
import { entriesOfQuantity, isMetered } from './lines.js'

type Subscription = Stripe.Subscription
type Item = Stripe.SubscriptionItem
type Line = Stripe.InvoiceLineItem

/** The usage of the metered ones among `items` in the periods they are in, up to now. */
export function usageEntries(
  subscription: Subscription,
  items: readonly Item[],
  work: UnitOfWork,
): readonly Entry[] {
  return items.flatMap((item) => entriesUntil(work.now, item, subscription, work))
}

/** The same for what ends here and now: this very second has no other invoice to stand on. */
export function lastUsageEntries(
  subscription: Subscription,
  items: readonly Item[],
  work: UnitOfWork,
): readonly Entry[] {
  return items.flatMap((item) => entriesUntil(work.now + 1, item, subscription, work))
}

function entriesUntil(
  until: number,
  item: Item,
  subscription: Subscription,
  work: UnitOfWork,
): readonly Entry[] {
  if (!isMetered(item) || isFree(subscription)) return []
  const { current_period_start: start, current_period_end } = item
  const end = Math.min(current_period_end, until)
  return entriesOfUsage(item, { start, end }, subscription, work)
}

/** A trial gives away what is used in it, and so does a pause, which has billed what was used before. */
function isFree({ status }: Subscription): boolean {
  return status === 'trialing' || status === 'paused'
}

function entriesOfUsage(
  item: Item,
  period: Period,
  { customer, currency }: Pick<Subscription, 'customer' | 'currency'>,
  work: UnitOfWork,
): readonly Entry[] {
  const used = usageOf(item, { customer }, period, work)
  if (used === undefined) return []
  const billed = billedIn(period.start, item, work)
  return entriesOfQuantity(item, used, { period, currency, billed }, work)
}

/** Undefined for what no meter counts. Nobody is paid for having used less than nothing. */
export function usageOf(
  { price }: Item,
  { customer }: Pick<Subscription, 'customer'>,
  period: Period,
  work: UnitOfWork,
): number | undefined {
  const meter = work.find('billing.meter', price.recurring?.meter ?? '')
  return meter && Math.max(usageIn(meter, idOf(customer), period, work), 0)
}

/**
 * Usage that is to be billed before its period is over waits for the next invoice.
 * @param after the items as they go on; what goes on with the same meter counts this second later
 */
export function keepUsage(
  subscription: Subscription,
  { used, after }: { readonly used: readonly Item[]; readonly after: readonly Item[] },
  work: UnitOfWork,
): void {
  const goesOn = (item: Item) => after.some((one) => countsSame(one, item))
  const entries = [
    ...usageEntries(subscription, used.filter(goesOn), work),
    ...lastUsageEntries(
      subscription,
      used.filter((item) => !goesOn(item)),
      work,
    ),
  ]
  for (const { line } of entries) {
    if (line.amount !== 0) work.insert('invoiceitem', pendingItem(subscription, line, work))
  }
}

/** Another price of the same meter goes on with what was counted, and is asked for all of it. */
export function countsSame(a: Item, b: Item): boolean {
  return a.id === b.id && a.price.recurring?.meter === b.price.recurring?.meter
}

function pendingItem(subscription: Subscription, line: Line, work: UnitOfWork): Stripe.InvoiceItem {
  const item = line.parent?.subscription_item_details?.subscription_item ?? ''
  return newInvoiceItem(
    {
      customer: work.get('customer', idOf(subscription.customer)),
      ...{ amount: line.amount, currency: line.currency, description: line.description },
      ...{ period: line.period, pricing: line.pricing, quantity: line.quantity ?? 0 },
      more: {
        discounts: line.discounts,
        parent: {
          subscription_details: { subscription: subscription.id, subscription_item: item },
          type: 'subscription_details',
        },
        ...(line.quantity_decimal !== null && { quantity_decimal: line.quantity_decimal }),
        tax_rates: work.find('subscription_item', item)?.tax_rates ?? [],
      },
    },
    work,
  )
}

/** Counts again what a draft bills for usage; news of it may have come after the period. */
export function remeasure(draft: Stripe.Invoice, work: UnitOfWork): void {
  const before = linesOf(draft.id, work).filter((line) => isOfUsage(line, draft, work))
  const spans = new Map(before.map((line) => [`${itemIdOf(line)} ${line.period.start}`, line]))
  const after = [...spans.values()].flatMap((line) => {
    const item = meteredItemOf(line, work)
    const { currency, customer } = draft
    if (!item || customer === null) return []
    return entriesOfUsage(item, line.period, { currency, customer }, work)
  })
  if (costsOf(before) === costsOf(after.map(({ line }) => line))) return
  for (const { id } of before) work.remove('line_item', id)
  addEntries(draft.id, after.toReversed(), work)
}

/** What a threshold's invoice has billed of a period that runs on stays; the next one bills the rest. */
function isOfUsage(line: Line, { billing_reason }: Stripe.Invoice, work: UnitOfWork): boolean {
  const item = meteredItemOf(line, work)
  if (!item) return false
  const runsOn = line.period.start === item.current_period_start
  return !(billing_reason === 'subscription_threshold' && runsOn)
}

const costsOf = (lines: readonly Line[]): string =>
  lines.map(({ amount, quantity_decimal }) => `${amount} ${String(quantity_decimal)}`).join()

/** The item whose usage the line bills; undefined for other lines, and when the item is gone. */
function meteredItemOf(line: Line, work: UnitOfWork): Item | undefined {
  const details = line.parent?.subscription_item_details
  if (!details || details.invoice_item !== null) return undefined
  const item = work.find('subscription_item', details.subscription_item)
  return item && isMetered(item) ? item : undefined
}

function itemIdOf({ parent }: Line): string {
  return parent?.subscription_item_details?.subscription_item ?? ''
}
