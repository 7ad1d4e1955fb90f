/** What can be wrong with credit grants. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function oneScope(): Refusal {
  const param = 'applicability_config[scope]'
  const message = `You must specify exactly one of \`price_type\` and \`prices\` in ${param}.`
  return invalidRequest(message, { param })
}

export function notMetered(price: string, param: string): Refusal {
  const message = `The price \`${price}\` is not metered. Credit grants apply only to prices with a billing meter.`
  return invalidRequest(message, { param })
}

export function tooManyPrices(maximum: number): Refusal {
  const message = `A credit grant can apply to at most ${maximum} prices.`
  return invalidRequest(message, { param: 'applicability_config[scope][prices]' })
}

export function expiresTooEarly(): Refusal {
  const message = 'Invalid expires_at: it must be in the future, and later than `effective_at`.'
  return invalidRequest(message, { param: 'expires_at' })
}

export function accountsUnknown(param = 'customer_account'): Refusal {
  const message = 'Accounts that are customers are not offered here. Pass `customer` instead.'
  return invalidRequest(message, { param })
}

export function isOver(verb: string, { id, voided_at }: Stripe.Billing.CreditGrant): Refusal {
  const why = voided_at === null ? 'has expired' : 'was voided'
  return invalidRequest(`You cannot ${verb} the credit grant ${id}: it ${why}.`, {
    code: 'status_transition_invalid',
  })
}

export function appliedAlready({ id }: Stripe.Billing.CreditGrant): Refusal {
  const message = `You cannot void the credit grant ${id}: some of it was applied to an invoice. Expire it instead.`
  return invalidRequest(message, { code: 'status_transition_invalid' })
}
