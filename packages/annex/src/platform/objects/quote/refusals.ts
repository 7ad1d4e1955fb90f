/** What can be wrong with asking something of a quote. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

const ONLY: Readonly<Record<string, string>> = {
  finalize: 'Only quotes with status `draft` can be finalized.',
  accept: 'Only quotes with status `open` can be accepted.',
  pdf: 'Only finalized quotes have a PDF.',
  cancel: 'Only quotes with status `draft` or `open` can be canceled.',
}

export function notInStatus(verb: string, { status }: Stripe.Quote): Refusal {
  return invalidRequest(`${ONLY[verb] ?? ''} This quote has status \`${status}\`.`)
}

/** @param param the first of what may not be changed */
export function notEditable({ status }: Stripe.Quote, param: string): Refusal {
  const message =
    status === 'open'
      ? 'A finalized quote can only have its `expires_at` updated. To change anything else, create a revision of it with `from_quote`.'
      : `A quote with status \`${status}\` cannot be updated.`
  return invalidRequest(message, { param })
}

export function customerRequired(): Refusal {
  const message = 'A quote needs a customer before it can be finalized.'
  return invalidRequest(message, { param: 'customer' })
}

export function linesRequired(): Refusal {
  const message = 'A quote needs at least one line item before it can be finalized.'
  return invalidRequest(message, { param: 'line_items' })
}

export function customerIsFixed(): Refusal {
  const message = 'The customer of a quote cannot be changed once it is set.'
  return invalidRequest(message, { param: 'customer' })
}

export function aloneWithQuote(param: string): Refusal {
  const message = `You cannot set \`${param}\` if \`from_quote\` is set: only \`expires_at\` may be given with it.`
  return invalidRequest(message, { param })
}

export function draftNeedsNoRevision(): Refusal {
  const message = 'A quote with status `draft` cannot be revised. Update it instead.'
  return invalidRequest(message, { param: 'from_quote[is_revision]' })
}

export function otherIntervals(): Refusal {
  const message = 'All recurring prices of a quote must have the same billing interval.'
  return invalidRequest(message, { param: 'line_items' })
}

export function notSoldIn(price: string, currency: string, param: string): Refusal {
  const message = `The price \`${price}\` has no amount in ${currency}, the currency of this quote.`
  return invalidRequest(message, { param })
}

export function noSuchLine(id: string, param: string): Refusal {
  const message = `No such line item: '${id}'`
  return invalidRequest(message, { code: 'resource_missing', param })
}

export function expiresInThePast(): Refusal {
  const message = 'Invalid timestamp: expires_at must be in the future.'
  return invalidRequest(message, { param: 'expires_at' })
}

export function daysRequired(): Refusal {
  return invalidRequest(
    'When collection_method is send_invoice, you must also pass days_until_due in invoice_settings.',
    { param: 'invoice_settings[days_until_due]' },
  )
}

/** @param recurring whether it needs a recurring price, or must do without */
export function feeMismatch(param: string, recurring: boolean): Refusal {
  const message = recurring
    ? `\`${param}\` needs at least one line item with a recurring price.`
    : `\`${param}\` cannot be used with line items that have a recurring price.`
  return invalidRequest(message, { param })
}

/** Known gap: quotes for a change of a running subscription. */
export function noCurrentPeriodEnd(): Refusal {
  return invalidRequest(
    'This platform knows `current_period_end`, but does not carry it out: its quotes make new subscriptions only. Give a time.',
    { param: 'subscription_data[effective_date]' },
  )
}

export function tooManyOnClock(maximum: number): Refusal {
  const message = `A test clock can have at most ${maximum} quotes.`
  return invalidRequest(message, { param: 'test_clock' })
}
