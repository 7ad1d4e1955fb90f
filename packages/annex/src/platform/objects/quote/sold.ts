/** What a quote offers, in the words of what it becomes. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf, idOrNull } from '../reference.js'
import { asParams } from './discounts.js'
import { isRecurring, type Kept, type Line } from './kept.js'

export function sold({ price, quantity, tax_rates, discounts }: Line, work: UnitOfWork) {
  const metered = work.get('price', price).recurring?.usage_type === 'metered'
  return {
    ...{ agreed: true, price },
    ...(!metered && { quantity }),
    ...(tax_rates.length > 0 && { tax_rates: [...tax_rates] }),
    ...(discounts.length > 0 && { discounts: asParams(discounts, work) }),
  } satisfies Stripe.SubscriptionCreateParams.Item & { agreed: boolean }
}

export function commonTerms({ collection_method, on_behalf_of }: Kept) {
  const account = idOrNull(on_behalf_of)
  return { collection_method, ...(account !== null && { on_behalf_of: account }) }
}

/** What a subscription and a schedule's defaults call the same. */
export function recurringTerms(quote: Kept, work: UnitOfWork) {
  const { application_fee_percent: fee, subscription_data: data, transfer_data } = quote
  const [recurring, once] = [true, false].map((wanted) =>
    quote.lines.filter((line) => isRecurring(line, work) === wanted),
  )
  return {
    ...commonTerms(quote),
    items: (recurring ?? []).map((line) => sold(line, work)),
    add_invoice_items: (once ?? []).map((line) => sold(line, work)),
    billing_mode: { type: data.billing_mode.type },
    ...(data.description !== null && { description: data.description }),
    ...(fee !== null && { application_fee_percent: fee }),
    ...(transfer_data && {
      transfer_data: {
        destination: idOf(transfer_data.destination),
        ...(transfer_data.amount_percent !== null && {
          amount_percent: transfer_data.amount_percent,
        }),
      },
    }),
  }
}
