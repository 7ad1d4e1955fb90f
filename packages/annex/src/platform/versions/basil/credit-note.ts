/** Credit notes before 2025-03-31.basil: one refund, taxes with their rates. */
import type Stripe from 'stripe'
import { optional, referenceTo, text, type Change } from '../change.js'
import { includedIn, taxAmounts } from './taxes.js'

const since = '2025-03-31.basil'

export const creditNote: Change = {
  since,
  about: '`credit_note`: `refund` instead of `refunds`, `tax_amounts` instead of `total_taxes`',
  view: {
    kind: 'credit_note',
    fields: optional({ refund: referenceTo('refund') }),
    show({ refunds, total_taxes, ...note }: Stripe.CreditNote) {
      return { ...note, refund: refunds?.[0]?.refund ?? null, tax_amounts: taxAmounts(total_taxes) }
    },
  },
}

export const creditNoteLine: Change = {
  since,
  about:
    '`credit_note_line_item`: `tax_amounts`, `amount_excluding_tax` and `unit_amount_excluding_tax` instead of `taxes`',
  view: {
    kind: 'credit_note_line_item',
    fields: new Map(),
    show({ taxes, ...line }: Stripe.CreditNoteLineItem) {
      return {
        ...line,
        amount_excluding_tax: line.amount - includedIn(taxes),
        tax_amounts: taxAmounts(taxes),
        unit_amount_excluding_tax: line.unit_amount_decimal?.toString() ?? null,
      }
    },
  },
}

export const creditNoteRefund: Change = {
  since,
  about: '`refund` of a credit note instead of `refunds`',
  request: {
    operations: [
      'POST /v1/credit_notes',
      'GET /v1/credit_notes/preview',
      'GET /v1/credit_notes/preview/lines',
    ],
    parameters: optional({ refund: text }),
    translate: ({ refund, ...params }) =>
      refund === undefined ? params : { ...params, refunds: [{ type: 'refund', refund }] },
  },
}
