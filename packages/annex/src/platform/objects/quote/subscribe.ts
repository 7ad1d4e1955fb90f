/** A quote with recurring prices becomes a subscription, whose first invoice is a draft for an hour. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf, idOrNull } from '../reference.js'
import { begin, subscriptionGiven } from '../subscription/create.js'
import { checkItems } from '../subscription/items-after.js'
import { asParams } from './discounts.js'
import type { Kept } from './kept.js'
import { recurringTerms } from './sold.js'

export function subscribe(quote: Kept, work: UnitOfWork): string {
  const { subscription_data: data, invoice_settings: settings } = quote
  const params = {
    ...recurringTerms(quote, work),
    customer: idOrNull(quote.customer) ?? '',
    currency: quote.currency ?? '',
    default_tax_rates: (quote.default_tax_rates ?? []).map(idOf),
    discounts: asParams(quote.discounts.map(idOf), work),
    first_invoice: 'draft',
    ...(settings.days_until_due !== null && { days_until_due: settings.days_until_due }),
    metadata: data.metadata ?? {},
    ...(data.trial_period_days !== null && { trial_period_days: data.trial_period_days }),
  } as const
  const planned = subscriptionGiven(params, work)
  checkItems(planned.items.data)
  return begin(work.insert('subscription', planned), params, work).id
}
