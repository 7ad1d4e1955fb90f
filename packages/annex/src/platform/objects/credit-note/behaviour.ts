/** Credit notes: what is taken back of an invoice that is final. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { invalidRequest } from '../../engine/errors.js'
import { lifecycleOf } from '../../engine/lifecycle.js'
import { issue, voidNote } from './issue.js'
import { planned } from './plan.js'

type CreateParams = Stripe.CreditNoteCreateParams

export const creditNote: Behaviour<'credit_note'> = {
  kind: 'credit_note',
  lifecycle: lifecycleOf<Stripe.CreditNote>({
    verbs: { void: { from: ['issued'], to: ['void'] } },
    refusal: () => invalidRequest('This credit note is void already.'),
    entering: { void: 'credit_note.voided' },
    // Filled in as the note is issued, which `credit_note.created` has told.
    changing: { refunds: [], customer_balance_transaction: [] },
  }),
  defaults: planned,
  afterCreate: issue,
  verbs: { void: voidNote },
  operations: {
    'GET /v1/credit_notes/preview': (_path, params: CreateParams, work) => planned(params, work),
    'GET /v1/credit_notes/preview/lines': (_path, params: CreateParams, work) =>
      planned(params, work).lines,
    'GET /v1/credit_notes/{credit_note}/lines': ({ credit_note = '' }, _params, work) =>
      work.get('credit_note', credit_note).lines,
  },
}
