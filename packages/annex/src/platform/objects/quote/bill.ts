/** A quote without anything recurring becomes an invoice. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { addEntries } from '../invoice/draft.js'
import { entryOf } from '../invoice/entry.js'
import { draftGiven } from '../invoice/given.js'
import { itemGiven } from '../invoice-item/given.js'
import { idOf, idOrNull } from '../reference.js'
import { asParams } from './discounts.js'
import type { Kept } from './kept.js'
import { commonTerms, sold } from './sold.js'

/** A draft like any other: whoever made the quote looks it over and finalizes it. */
export function bill(quote: Kept, work: UnitOfWork): string {
  const { invoice_settings: settings, application_fee_amount: fee, transfer_data } = quote
  const draft = draftGiven(
    {
      ...commonTerms(quote),
      customer: idOrNull(quote.customer) ?? '',
      currency: quote.currency ?? '',
      ...(settings.days_until_due !== null && { days_until_due: settings.days_until_due }),
      ...(settings.description !== null && { description: settings.description }),
      ...(settings.footer !== null && { footer: settings.footer }),
      ...(settings.custom_fields && { custom_fields: settings.custom_fields }),
      ...(fee !== null && { application_fee_amount: fee }),
      ...(transfer_data && {
        transfer_data: {
          destination: idOf(transfer_data.destination),
          ...(transfer_data.amount !== null && { amount: transfer_data.amount }),
        },
      }),
      discounts: asParams(quote.discounts.map(idOf), work),
    },
    work,
  )
  const parent = { quote_details: { quote: quote.id }, subscription_details: null }
  work.insert('invoice', { ...draft, parent: { ...parent, type: 'quote_details' } })
  addLines(draft.id, quote, work)
  return draft.id
}

function addLines(invoice: string, { lines }: Kept, work: UnitOfWork): void {
  // Lists show the newest first, so the first line is kept last.
  const entries = lines.toReversed().map((line) => {
    const { price, ...terms } = sold(line, work)
    const item = itemGiven({ ...terms, invoice, pricing: { price } }, work)
    return entryOf(work.insert('invoiceitem', item), work)
  })
  addEntries(invoice, entries, work)
}
