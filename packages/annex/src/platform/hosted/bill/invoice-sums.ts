/** What stands below the lines of an invoice, from its subtotal to what is due. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import type { BillSum } from './bill.js'
import { discountSums, taxSums } from './sums.js'
import { money } from './words.js'

type Invoice = Stripe.Invoice

export function invoiceSums(invoice: Invoice, work: UnitOfWork): BillSum[] {
  const { currency, subtotal, total, amount_remaining, total_discount_amounts } = invoice
  const sum = (label: string, amount: number): BillSum => ({
    label,
    amount: money(amount, currency),
  })
  const some = (label: string, amount: number) => (amount === 0 ? [] : [sum(label, amount)])
  return [
    sum('Subtotal', subtotal),
    ...discountSums({ currency, discounts: total_discount_amounts ?? [] }, work),
    ...taxSums(invoice, work),
    sum('Total', total),
    ...balanceSums(invoice),
    ...some('Credit notes', -invoice.pre_payment_credit_notes_amount),
    ...some('Amount paid', -invoice.amount_paid),
    { ...sum('Amount due', invoice.status === 'void' ? 0 : amount_remaining), strong: true },
    ...some('Given back by credit notes', invoice.post_payment_credit_notes_amount),
  ]
}

/** What the customer's balance did to the total when the invoice became final. */
function balanceSums({ starting_balance, ending_balance, total, currency }: Invoice): BillSum[] {
  const ending = ending_balance ?? starting_balance
  const moved = starting_balance - ending
  if (moved === 0) return []
  return [{ label: balanceLabel(moved, ending, total), amount: money(moved, currency) }]
}

function balanceLabel(moved: number, ending: number, total: number): string {
  if (moved < 0) return ending > 0 ? 'Carried over to the next invoice' : 'Applied balance'
  return total < 0 ? 'Added to your balance' : 'Owed from before'
}
