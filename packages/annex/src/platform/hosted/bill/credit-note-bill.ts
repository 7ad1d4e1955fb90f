/** A credit note as it is read. */
import type Stripe from 'stripe'
import { dayOf } from '../../../web/time-words.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../../objects/reference.js'
import type { Bill, BillLine, BillSum, Party } from './bill.js'
import { billedTo } from './billed-to.js'
import { discountSums, taxSums } from './sums.js'
import { money, unitPrice } from './words.js'

type CreditNote = Stripe.CreditNote

/** @param seller as it is now; its name is the one it had when the invoice became final */
export function creditNoteBill(note: CreditNote, seller: Party, work: UnitOfWork): Bill {
  const invoice = work.get('invoice', idOf(note.invoice))
  const isVoid = note.status === 'void'
  const amount = money(note.total, note.currency)
  const day = dayOf(note.effective_at ?? note.created)
  return {
    title: 'Credit note',
    number: note.number,
    seller: { name: invoice.account_name ?? seller.name, lines: seller.lines },
    customer: billedTo(invoice),
    facts: [
      ['Credit note number', note.number],
      ['Invoice number', invoice.number ?? ''],
      ['Date of issue', day],
      ...(note.voided_at === null ? [] : [['Date voided', dayOf(note.voided_at)] as const]),
    ],
    headline: isVoid ? `${amount} is not credited any more` : `${amount} credited on ${day}`,
    stamp: isVoid ? 'Void' : undefined,
    lines: note.lines.data.map((line) => lineOf(line, note.currency)),
    sums: sumsOf(note, work),
    memo: note.memo,
    footer: invoice.footer,
    testMode: !note.livemode,
  }
}

function lineOf(line: Stripe.CreditNoteLineItem, currency: string): BillLine {
  const unit = line.unit_amount_decimal ?? line.unit_amount
  return {
    words: line.description ?? 'Credit',
    period: undefined,
    quantity: line.quantity === null ? '' : String(line.quantity),
    unit: unit === null ? '' : unitPrice(String(unit), currency),
    amount: money(line.amount, currency),
  }
}

function sumsOf(note: CreditNote, work: UnitOfWork): BillSum[] {
  const { currency, subtotal, total, discount_amounts: discounts } = note
  const sum = (label: string, amount: number): BillSum => ({
    ...{ label, amount: money(amount, currency) },
  })
  const refunded = note.refunds.reduce((all, { amount_refunded }) => all + amount_refunded, 0)
  const outside = note.out_of_band_amount ?? 0
  const balance = note.post_payment_amount - refunded - outside
  const ways: readonly [string, number][] = [
    ['Taken off the invoice', note.pre_payment_amount],
    ['Refunded', refunded],
    ['Credited to your balance', balance],
    ['Credited outside', outside],
  ]
  return [
    sum('Subtotal', subtotal),
    ...discountSums({ currency, discounts }, work),
    ...taxSums(note, work),
    { ...sum('Total credited', total), strong: true },
    ...ways.filter(([, amount]) => amount !== 0).map(([label, amount]) => sum(label, amount)),
  ]
}
