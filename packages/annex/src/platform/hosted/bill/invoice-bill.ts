/** An invoice as it is read. */
import type Stripe from 'stripe'
import { dayOf } from '../../../web/time-words.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { linesOf } from '../../objects/invoice/draft.js'
import { billedTo } from './billed-to.js'
import type { Bill, Fact, Party } from './bill.js'
import { invoiceSums } from './invoice-sums.js'
import { standingOf, type Standing } from './standing.js'
import { billLine } from './bill-line.js'
import { money } from './words.js'

type Invoice = Stripe.Invoice

/** @param seller as it is now; its name is the one it had when the invoice became final */
export function invoiceBill(invoice: Invoice, seller: Party, work: UnitOfWork): Bill {
  const standing = standingOf(invoice, work.now)
  return {
    title: 'Invoice',
    number: invoice.number ?? '',
    seller: { name: invoice.account_name ?? seller.name, lines: seller.lines },
    customer: billedTo(invoice),
    facts: factsOf(invoice),
    headline: headlineOf(invoice, standing),
    stamp: STAMPS[standing],
    lines: linesOf(invoice.id, work).map(billLine),
    sums: invoiceSums(invoice, work),
    memo: invoice.description,
    footer: invoice.footer,
    testMode: !invoice.livemode,
  }
}

function factsOf({
  number,
  effective_at,
  due_date,
  status_transitions,
  custom_fields,
}: Invoice): Fact[] {
  const days: readonly [string, number | null][] = [
    ['Date of issue', effective_at],
    ['Date due', due_date],
    ['Date paid', status_transitions.paid_at],
  ]
  return [
    ['Invoice number', number ?? ''],
    ...days.flatMap(([label, at]): Fact[] => (at === null ? [] : [[label, dayOf(at)]])),
    ...(custom_fields ?? []).map(({ name, value }): Fact => [name, value]),
  ]
}

const STAMPS: Readonly<Partial<Record<Standing, string>>> = {
  paid: 'Paid',
  void: 'Void',
  uncollectible: 'Uncollectible',
}

function headlineOf(invoice: Invoice, standing: Standing): string {
  const { amount_remaining, amount_due, total, currency, due_date, status_transitions } = invoice
  const left = money(amount_remaining, currency)
  const day = due_date === null ? '' : ` ${dayOf(due_date)}`
  switch (standing) {
    case 'paid':
      return `${money(amount_due, currency)} paid on ${dayOf(status_transitions.paid_at ?? 0)}`
    case 'void':
      return `${money(total, currency)} is not to be paid any more`
    case 'past_due':
      return `${left} was due${day}`
    default:
      return `${left} due${day}`
  }
}
