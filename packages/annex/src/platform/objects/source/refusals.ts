/** What can be wrong with a customer's older sources. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function notReusable(id: string): Refusal {
  return invalidRequest(
    `The source ${id} is for a single use and cannot be attached to a customer.`,
    { code: 'invalid_source_usage', param: 'source' },
  )
}

export function belongsToAnother(id: string): Refusal {
  return invalidRequest(`The source ${id} has already been attached to another customer.`, {
    param: 'source',
  })
}

export function notTheCustomersSource(id: string): Refusal {
  return invalidRequest(`No such source: '${id}'`, {
    code: 'resource_missing',
    param: 'default_source',
  })
}

export function notABankAccount(id: string): Refusal {
  return invalidRequest(`Only bank accounts can be verified, and ${id} is none.`, { param: 'id' })
}

export function alreadyVerified(): Refusal {
  return invalidRequest('This bank account has already been verified.', {
    code: 'payment_method_bank_account_already_verified',
  })
}

export function amountsMismatch(): Refusal {
  return invalidRequest(
    'The amounts provided do not match the amounts that were sent to the bank account. In test mode they are 32 and 45.',
    { code: 'bank_account_verification_failed', param: 'amounts' },
  )
}

/** Everything but cards needs a payer on a page that was closed years ago. */
export function onlyCardSources(): Refusal {
  return invalidRequest(
    'Sources are superseded by PaymentMethods, and this platform makes them of cards only: pass `type: card` and a `token`.',
    { param: 'type' },
  )
}
