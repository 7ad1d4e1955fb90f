/** Who an invoice is made out to: as they were when it became final. */
import type Stripe from 'stripe'
import { addressLines } from './address-lines.js'
import type { Party } from './bill.js'

export function billedTo(invoice: Stripe.Invoice): Party {
  const { customer_name, customer_email, customer_phone, customer_tax_ids } = invoice
  const taxIds = (customer_tax_ids ?? []).flatMap(({ value }) => value ?? [])
  const known = [customer_name === null ? null : customer_email, customer_phone, ...taxIds]
  return {
    name: customer_name ?? customer_email ?? 'Customer',
    lines: [
      ...addressLines(invoice.customer_address),
      ...known.filter((line): line is string => line !== null),
    ],
  }
}
