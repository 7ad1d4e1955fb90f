/** What a person may do to an invoice, by its status: one table for the buttons and for the handler. */
import type Stripe from 'stripe'

export interface Step {
  /** What stands on the button, and what is sent. */
  readonly word: string
  readonly label: string
  readonly done: string
  /** Below `/v1/invoices/{id}/`. */
  readonly verb: string
  readonly params?: Readonly<Record<string, unknown>>
  /** What is lost, for those that ask once before. */
  readonly warning?: string
}

const FINALIZE: Step = {
  ...{ word: 'finalize', label: 'Finalize', done: 'Finalized.', verb: 'finalize' },
}
const SEND: Step = {
  ...{ word: 'send', label: 'Send', verb: 'send' },
  done: 'Marked as sent. No mail leaves this platform.',
}
const PAY: Step = { word: 'pay', label: 'Charge customer', done: 'Paid.', verb: 'pay' }
const PAID_ELSEWHERE: Step = {
  ...{ word: 'paid_elsewhere', label: 'Mark as paid', done: 'Marked as paid.', verb: 'pay' },
  params: { paid_out_of_band: true },
}
const VOID: Step = {
  ...{ word: 'void', label: 'Void', done: 'Voided.', verb: 'void' },
  warning: 'Nobody can pay it any more, and it stays in the books as void. This can’t be undone.',
}
const UNCOLLECTIBLE: Step = {
  ...{ word: 'uncollectible', label: 'Mark uncollectible', verb: 'mark_uncollectible' },
  done: 'Marked as uncollectible.',
  warning: 'It counts as a loss and isn’t tried again. The customer can still pay it.',
}

const STEPS: Readonly<Partial<Record<Stripe.Invoice.Status, readonly Step[]>>> = {
  draft: [FINALIZE],
  open: [PAY, SEND, PAID_ELSEWHERE, UNCOLLECTIBLE, VOID],
  uncollectible: [PAY, PAID_ELSEWHERE, VOID],
}

export const ALL_STEPS: readonly Step[] = [FINALIZE, SEND, PAY, PAID_ELSEWHERE, VOID, UNCOLLECTIBLE]

export function stepsOf({ status }: Pick<Stripe.Invoice, 'status'>): readonly Step[] {
  return (status && STEPS[status]) ?? []
}
