/**
 * Templates of how invoices look. Stripe's dashboard makes them and its API doesn't; here nothing does
 * yet, so that lists are empty until somebody seeds one.
 */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { lifecycleOf } from '../../engine/lifecycle.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

type Template = Stripe.InvoiceRenderingTemplate

const lifecycle = lifecycleOf<Template>({
  verbs: {
    archive: { from: ['active'], to: ['archived'] },
    unarchive: { from: ['archived'], to: ['active'] },
  },
})

export const invoiceRenderingTemplate: Behaviour<'invoice_rendering_template'> = {
  kind: 'invoice_rendering_template',
  lifecycle,
  verbs: {
    archive: ({ id }, _params: object, work: UnitOfWork) =>
      work.update('invoice_rendering_template', id, { status: 'archived' }),
    unarchive: ({ id }, _params: object, work: UnitOfWork) =>
      work.update('invoice_rendering_template', id, { status: 'active' }),
  },
}
