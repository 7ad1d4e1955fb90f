/** What can be wrong with a credit note. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function onlyFinalInvoices({ status }: Stripe.Invoice): Refusal {
  const message = `You can only create a credit note for an invoice that is open or paid. This invoice is ${status}.`
  return invalidRequest(message, { param: 'invoice' })
}

export function noSuchLine(id: string, param: string): Refusal {
  const message = `No such line item on this invoice: '${id}'`
  return invalidRequest(message, { code: 'resource_missing', param })
}

export function lessThanNothing(): Refusal {
  return invalidRequest("The credit note's total must not be less than zero.", { param: 'lines' })
}

export function moreThanLeft(asked: number, left: number, currency: string): Refusal {
  const [credit, rest] = [formatMoney(asked, currency), formatMoney(left, currency)]
  const message = `The credit note's total (${credit}) is more than what can still be credited on this invoice (${rest}).`
  return invalidRequest(message, { param: 'amount' })
}

export function mustAddUp(after: number, given: number, currency: string): Refusal {
  const [wanted, sum] = [formatMoney(after, currency), formatMoney(given, currency)]
  return invalidRequest(
    `The sum of credit amount, refund amount and out of band amount (${sum}) must equal the credit note amount after the invoice was paid (${wanted}).`,
  )
}

export function paidStays(): Refusal {
  return invalidRequest(
    'You can only void a credit note that reduced what is due on an open invoice.',
    { code: 'status_transition_invalid' },
  )
}
