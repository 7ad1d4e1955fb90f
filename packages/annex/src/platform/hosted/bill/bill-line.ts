/** One line of an invoice as it is read. */
import type Stripe from 'stripe'
import type { BillLine } from './bill.js'
import { money, periodWords, unitPrice } from './words.js'

export function billLine(line: Stripe.InvoiceLineItem): BillLine {
  const { description, period, quantity, pricing, amount, currency } = line
  const unit = pricing?.unit_amount_decimal
  return {
    words: description ?? 'Item',
    period: periodWords(period),
    quantity: quantity === null ? '' : String(quantity),
    unit: unit ? unitPrice(String(unit), currency) : '',
    amount: money(amount, currency),
  }
}
