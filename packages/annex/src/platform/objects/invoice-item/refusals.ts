/** What can be wrong with an invoice item. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function currencyRequired(): Refusal {
  return invalidRequest('Missing required param: currency.', {
    ...{ code: 'parameter_missing', param: 'currency' },
  })
}

export function notSoldIn(price: string, currency: string): Refusal {
  const message = `The price \`${price}\` has no amount in ${currency}. Add it to its \`currency_options\`.`
  return invalidRequest(message, { param: 'currency' })
}

export function otherCustomer(param: string): Refusal {
  return invalidRequest('An invoice only has items of its own customer.', { param })
}

export function otherCurrency({ currency }: Stripe.Invoice, param: string): Refusal {
  const message = `This invoice is in ${currency}; all of its items must be.`
  return invalidRequest(message, { param })
}

export function takenAlready(id: string, param: string): Refusal {
  const message = `Invoice item ${id} is on an invoice already. Remove it there first.`
  return invalidRequest(message, { param })
}

export function notOnInvoice(id: string, param: string): Refusal {
  return invalidRequest(`No such line item on this invoice: '${id}'`, {
    ...{ code: 'resource_missing', param },
  })
}

/** Lines that a subscription's period put there have no item to change. */
export function onlyItems(id: string, param: string): Refusal {
  const message = `The line ${id} comes from a subscription: change the subscription instead. Its words can be changed.`
  return invalidRequest(message, { code: 'invoice_not_editable', param })
}

export function itemIsFixed(id: string): Refusal {
  const message = `Invoice item ${id} is on an invoice that is no longer editable. Only items of draft invoices may be changed.`
  return invalidRequest(message, { code: 'invoice_not_editable' })
}
