/** What previews add to invoices: they know subscriptions and schedules, which know invoices. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { invoice } from '../invoice/behaviour.js'
import { preview } from './preview.js'

export const previewedInvoice: Behaviour<'invoice'> = {
  ...invoice,
  operations: {
    ...invoice.operations,
    'POST /v1/invoices/create_preview': (_path, params: Stripe.InvoiceCreatePreviewParams, work) =>
      preview(params, work),
  },
}
