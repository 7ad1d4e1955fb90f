/** What can be wrong with confirming by token. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

const param = 'confirmation_token'

export function alreadyUsed(id: string): Refusal {
  return invalidRequest(`The ConfirmationToken ${id} has already been used, and works only once.`, {
    code: 'token_already_used',
    param,
  })
}

export function expired(id: string): Refusal {
  return invalidRequest(`The ConfirmationToken ${id} has expired. Create a new one.`, { param })
}

export function nothingInIt(id: string): Refusal {
  return invalidRequest(`The ConfirmationToken ${id} has no payment method.`, { param })
}
