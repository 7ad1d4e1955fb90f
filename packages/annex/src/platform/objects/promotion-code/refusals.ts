/** What can be wrong with a promotion code, or with using it. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function codeTaken(code: string): Refusal {
  const message = `An active promotion code with \`code: ${code}\` already exists.`
  return invalidRequest(message, { code: 'resource_already_exists', param: 'code' })
}

export function codeUnusable(code: string, param: string): Refusal {
  return invalidRequest(`This promotion code cannot be redeemed: ${code}.`, { param })
}

export function codeOfAnother(param: string): Refusal {
  const message =
    'This promotion code cannot be redeemed because the associated customer is another.'
  return invalidRequest(message, { param })
}

export function onlyFirstTime(param: string): Refusal {
  const message =
    'This promotion code cannot be redeemed because the associated customer has prior transactions.'
  return invalidRequest(message, { param })
}

export function belowMinimum(param: string): Refusal {
  const message =
    'This promotion code cannot be redeemed because the total is below its minimum amount.'
  return invalidRequest(message, { param })
}

export function otherMinimumCurrency(currency: string, param: string): Refusal {
  const message = `This promotion code cannot be redeemed in ${currency}: its minimum amount is in another currency.`
  return invalidRequest(message, { param })
}
