/** The receipt of a charge as it is read. */
import type Stripe from 'stripe'
import { dayOf } from '../../../web/time-words.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOrNull } from '../../objects/reference.js'
import { methodWords } from '../method-words.js'
import { addressLines } from './address-lines.js'
import type { Bill, BillSum, Fact, Party } from './bill.js'
import { money } from './words.js'

type Charge = Stripe.Charge

export function receiptBill(charge: Charge, seller: Party, work: UnitOfWork): Bill {
  const { currency, captured, amount, amount_captured, created, description } = charge
  const paid = money(captured ? amount_captured : amount, currency)
  const day = dayOf(created)
  return {
    title: 'Receipt',
    number: charge.receipt_number ?? charge.id,
    seller,
    customer: payerOf(charge, work),
    facts: factsOf(charge, work),
    headline: captured ? `${paid} paid on ${day}` : `${paid} held since ${day}, not taken yet`,
    stamp: charge.refunded ? 'Refunded' : undefined,
    lines: [
      {
        words: description ?? 'Payment',
        ...{ period: undefined, quantity: '', unit: '', amount: paid },
      },
    ],
    sums: sumsOf(charge, paid),
    memo: null,
    footer: null,
    testMode: !charge.livemode,
  }
}

function factsOf(charge: Charge, work: UnitOfWork): Fact[] {
  const invoice = invoiceOf(charge, work)
  const method = work.find('payment_method', charge.payment_method ?? '')
  return [
    ['Receipt number', charge.receipt_number ?? charge.id],
    ...(invoice?.number ? [['Invoice number', invoice.number] as const] : []),
    ['Date paid', dayOf(charge.created)],
    ...(method ? [['Paid with', methodWords(method)] as const] : []),
  ]
}

function invoiceOf(charge: Charge, work: UnitOfWork): Stripe.Invoice | undefined {
  const intent = work.find('payment_intent', idOrNull(charge.payment_intent) ?? '')
  return work.find('invoice', intent?.payment_details?.order_reference ?? '')
}

function payerOf({ billing_details, customer, receipt_email }: Charge, work: UnitOfWork): Party {
  const known = work.find('customer', idOrNull(customer) ?? '')
  const { name, address, email } = billing_details
  const said = email ?? receipt_email ?? known?.email
  const called = name ?? known?.name
  return {
    name: called ?? said ?? 'Customer',
    lines: [...addressLines(address), ...(called && said ? [said] : [])],
  }
}

function sumsOf(
  { amount_captured, amount_refunded, currency, captured }: Charge,
  paid: string,
): BillSum[] {
  const total: BillSum = {
    label: captured ? 'Amount paid' : 'Amount held',
    amount: paid,
    strong: true,
  }
  if (!captured || amount_refunded === 0) return [total]
  return [
    total,
    { label: 'Refunded', amount: money(-amount_refunded, currency) },
    { label: 'Left', amount: money(amount_captured - amount_refunded, currency) },
  ]
}
