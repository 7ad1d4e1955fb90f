/** A quote as it is read: what is offered, until when, and what it comes to. */
import { dayOf } from '../../../web/time-words.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { pricedLines, type Priced } from '../../objects/quote/amounts.js'
import type { Kept } from '../../objects/quote/kept.js'
import { idOf, idOrNull } from '../../objects/reference.js'
import { pricingIn } from '../../objects/price/given.js'
import { rhythmWords } from '../price-words.js'
import { addressLines } from './address-lines.js'
import type { Bill, BillLine, BillSum, Fact, Party } from './bill.js'
import { money, unitPrice } from './words.js'

export function quoteBill(quote: Kept, seller: Party, work: UnitOfWork): Bill {
  return {
    title: 'Quote',
    number: quote.number ?? '',
    seller,
    customer: offeredTo(quote, work),
    facts: factsOf(quote),
    headline: headlineOf(quote),
    stamp: STAMPS[quote.status],
    lines: pricedLines(quote, 'all', work).map((one) => lineOf(one, quote, work)),
    sums: sumsOf(quote),
    memo: [quote.header, quote.description].filter(Boolean).join('\n') || null,
    footer: quote.footer,
    testMode: !quote.livemode,
  }
}

const STAMPS: Readonly<Partial<Record<string, string>>> = {
  accepted: 'Accepted',
  canceled: 'Canceled',
}

function offeredTo({ customer: id }: Kept, work: UnitOfWork): Party {
  const customer = work.find('customer', idOrNull(id) ?? '')
  const { name, email, phone } = customer ?? {}
  return {
    name: name ?? email ?? 'Customer',
    lines: [
      ...addressLines(customer?.address),
      ...[name ? email : null, phone].filter((line): line is string => Boolean(line)),
    ],
  }
}

function factsOf({ number, status_transitions: { finalized_at }, expires_at }: Kept): Fact[] {
  return [
    ['Quote number', number ?? ''],
    ['Date of issue', dayOf(finalized_at ?? 0)],
    ['Good until', dayOf(expires_at)],
  ]
}

function headlineOf(quote: Kept): string {
  const { computed, amount_total, currency, subscription_data } = quote
  const { recurring, upfront } = computed
  if (!recurring) return `${money(amount_total, currency ?? '')} in all`
  const days = subscription_data.trial_period_days ?? 0
  const trial = days > 0 ? ` after ${days} days on trial` : ''
  const later = `${money(recurring.amount_total, currency ?? '')} ${rhythmWords(recurring)}${trial}`
  return upfront.amount_total === recurring.amount_total
    ? later
    : `${money(upfront.amount_total, currency ?? '')} now, then ${later}`
}

function lineOf({ line, price, amount }: Priced, { currency }: Kept, work: UnitOfWork): BillLine {
  const unit = (pricingIn(price, currency ?? '') ?? price).unit_amount_decimal
  const metered = price.recurring?.usage_type === 'metered'
  return {
    words: work.find('product', idOf(price.product))?.name ?? 'Item',
    period: price.recurring ? rhythmWords(price.recurring) : undefined,
    quantity: metered ? 'By usage' : String(line.quantity),
    unit: unit ? unitPrice(String(unit), currency ?? '') : '',
    amount: metered ? '' : money(amount, currency ?? ''),
  }
}

function sumsOf({ currency, computed, ...quote }: Kept): BillSum[] {
  const { recurring, upfront } = computed
  const sum = (label: string, amount: number): BillSum => ({
    label,
    amount: money(amount, currency ?? ''),
  })
  const some = (label: string, amount: number) => (amount === 0 ? [] : [sum(label, amount)])
  const { amount_discount, amount_tax } = quote.total_details
  return [
    sum('Subtotal', quote.amount_subtotal),
    ...some('Discounts', -amount_discount),
    ...some('Taxes', amount_tax),
    { ...sum('Total', quote.amount_total), strong: true },
    ...(recurring
      ? [
          sum('Due with the first invoice', upfront.amount_total),
          sum(`Then ${rhythmWords(recurring)}`, recurring.amount_total),
        ]
      : []),
  ]
}
