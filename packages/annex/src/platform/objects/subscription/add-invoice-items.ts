/** `add_invoice_items`: what is billed once, with the next invoice of the subscription. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { itemGiven } from '../invoice-item/given.js'
import { metadataFrom } from '../metadata.js'
import type { ItemPlace } from './items.js'

type OnceParams = Stripe.SubscriptionCreateParams.AddInvoiceItem & {
  /** A price that was chosen before stays good when it is archived. */
  readonly agreed?: boolean
}

interface Params {
  readonly add_invoice_items?: readonly OnceParams[]
}

/** They wait as invoice items of the subscription. */
export function addInvoiceItems(
  { add_invoice_items = [] }: Params,
  place: ItemPlace,
  work: UnitOfWork,
): void {
  for (const one of add_invoice_items) {
    const { price, price_data, quantity = 1, discountable, discounts, metadata, tax_rates } = one
    const item = itemGiven(
      {
        ...{ customer: place.customer, currency: place.currency, quantity },
        subscription: place.subscription,
        ...(price && { pricing: { price } }),
        ...(price_data && { price_data }),
        ...(discountable !== undefined && { discountable }),
        ...(discounts && { discounts }),
        ...(tax_rates && { tax_rates }),
        ...(one.agreed && { agreed: true }),
      },
      work,
    )
    work.insert('invoiceitem', { ...item, metadata: metadataFrom(metadata) })
  }
}
