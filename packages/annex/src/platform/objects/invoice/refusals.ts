/** What can be wrong with asking something of an invoice. */
import type Stripe from 'stripe'
import { invalidRequest, Refusal } from '../../engine/errors.js'

export function notEditable({ id }: Stripe.Invoice): Refusal {
  const message = `Invoice ${id} is no longer editable. Only draft invoices may be changed this way.`
  return invalidRequest(message, { code: 'invoice_not_editable', param: 'invoice' })
}

export function behalfIsFixed({ id }: Stripe.Invoice): Refusal {
  const message = `The \`on_behalf_of\` of invoice ${id} cannot be changed once it is finalized.`
  return invalidRequest(message, {
    code: 'invoice_on_behalf_of_not_editable',
    param: 'on_behalf_of',
  })
}

const ONLY: Readonly<Record<string, string>> = {
  attach_payment: "You can only attach payments to open invoices. This invoice isn't open.",
  finalize: "This invoice is already finalized, you can't re-finalize a non-draft invoice.",
  void: "You can only pass in open invoices. This invoice isn't open.",
  mark_uncollectible: "You can only pass in open invoices. This invoice isn't open.",
  send: 'Only open invoices that are to be paid by the customer may be sent.',
}

/** A verb in a status that doesn't allow it. */
export function wrongStatus(verb: string, { status }: Stripe.Invoice): Refusal {
  const alreadyPaid = verb === 'pay' && status === 'paid'
  const message = alreadyPaid
    ? 'Invoice is already paid'
    : (ONLY[verb] ?? `You cannot ${verb} an invoice that is ${status}.`)
  return invalidRequest(message, { code: 'status_transition_invalid' })
}

export function onlyDraftsGo(): Refusal {
  const message =
    'You can only delete draft invoices that belong to no subscription. Void this invoice instead.'
  return invalidRequest(message, { code: 'status_transition_invalid' })
}

export function noMethod(param = 'default_payment_method'): Refusal {
  return invalidRequest(
    'This customer has no attached payment source or default payment method. Please consider adding a default payment method. ' +
      'For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.',
    { code: 'resource_missing', param },
  )
}

/** The payer has to pass 3-D Secure first; the intent says where. */
export function actionRequired(payment_intent: Stripe.PaymentIntent): Refusal {
  return new Refusal(402, {
    type: 'card_error',
    code: 'invoice_payment_intent_requires_action',
    message:
      'This payment requires additional user action before it can be completed successfully. ' +
      'Payment can be completed using the PaymentIntent associated with the invoice.',
    payment_intent,
  })
}

export function dueDateRequired(): Refusal {
  return invalidRequest(
    'If invoice collection method is `send_invoice`, you must specify `due_date` or `days_until_due`.',
    { param: 'days_until_due' },
  )
}

/** @param because ends the sentence */
export function cannotAttach(because: string): Refusal {
  const message = `This PaymentIntent cannot be attached to the invoice: ${because}.`
  return invalidRequest(message, { param: 'payment_intent' })
}

/** Known gap: what was paid elsewhere is noted with `paid_out_of_band` here. */
export function noPaymentRecords(): Refusal {
  return invalidRequest(
    'This platform knows payment_record, but does not carry it out: pay the invoice with paid_out_of_band instead.',
    { param: 'payment_record' },
  )
}
