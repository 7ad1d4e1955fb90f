/** The long parts of a price or plan, which answers and events have only when somebody expands them. */
import type Stripe from 'stripe'

export function withoutIncludable<T extends Stripe.Price | Stripe.Plan>(whole: T): T {
  const shown = { ...whole }
  if ('currency_options' in shown) delete shown.currency_options
  delete shown.tiers
  return shown
}
