/** What can be wrong with adding money to the balance. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function sourceUnusable(source: string): Refusal {
  return invalidRequest(
    `The source '${source}' cannot be charged for a top-up. Use a US bank account, such as the test token btok_us_verified.`,
    { param: 'source' },
  )
}

export function onlyInDollars(currency: string): Refusal {
  return invalidRequest(`Top-ups from a US bank account are in usd, not in ${currency}.`, {
    param: 'currency',
  })
}

export function notCancelable(topup: Stripe.Topup): Refusal {
  return invalidRequest(
    `This top-up cannot be canceled because it has a status of ${topup.status}. Only a pending top-up may be canceled.`,
    { code: 'status_transition_invalid' },
  )
}
