/** A quote that takes effect on a date to come becomes a schedule. */
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { DAY_SECONDS } from '../billing/durations.js'
import { idOf, idOrNull } from '../reference.js'
import { addSchedule } from '../subscription-schedule/add.js'
import { asParams } from './discounts.js'
import type { Kept } from './kept.js'
import { recurringTerms } from './sold.js'

/** One period of it, or its trial; what comes after is for the subscription to say. */
export function plan(quote: Kept, start_date: number, work: UnitOfWork): string {
  const { subscription_data: data, invoice_settings: settings } = quote
  const { days_until_due, description: words, footer } = settings
  const { items, add_invoice_items, ...terms } = recurringTerms(quote, work)
  const phase = {
    ...{ items, add_invoice_items },
    default_tax_rates: (quote.default_tax_rates ?? []).map(idOf),
    discounts: asParams(quote.discounts.map(idOf), work),
    metadata: data.metadata ?? {},
    ...trialOf(data.trial_period_days, start_date),
  }
  const invoice_settings = {
    ...(days_until_due !== null && { days_until_due }),
    ...(words !== null && { description: words }),
    ...(footer !== null && { footer }),
  }
  const { billing_mode, ...default_settings } = terms
  return addSchedule(
    {
      customer: idOrNull(quote.customer) ?? '',
      default_settings: { ...default_settings, invoice_settings },
      ...(billing_mode && { billing_mode }),
      phases: [phase],
      start_date,
    },
    work,
  ).id
}

function trialOf(days: number | null, start: number) {
  const end = start + (days ?? 0) * DAY_SECONDS
  return days === null ? {} : { end_date: end, trial_end: end }
}
