/** What can be wrong with keeping, or giving back, collected tax. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function referenceTaken(reference: string): Refusal {
  return invalidRequest(`A tax transaction with the reference '${reference}' exists already.`, {
    ...{ code: 'resource_already_exists', param: 'reference' },
  })
}

export function calculationExpired(id: string): Refusal {
  return invalidRequest(`The tax calculation ${id} has expired: calculate again.`, {
    param: 'calculation',
  })
}

export function onlyOriginals({ id }: { id: string }): Refusal {
  return invalidRequest(`The tax transaction ${id} is a reversal itself and cannot be reversed.`, {
    param: 'original_transaction',
  })
}

export function nothingLeft({ id }: { id: string }): Refusal {
  return invalidRequest(`Nothing is left to reverse of the tax transaction ${id}.`, {
    param: 'original_transaction',
  })
}

export function noSuchLine(id: string, param: string): Refusal {
  return invalidRequest(`No such tax.transaction_line_item: '${id.slice(0, 100)}'`, {
    ...{ code: 'resource_missing', param },
  })
}

export function mustBeNegative(param: string): Refusal {
  return invalidRequest('What is reversed is given in negative amounts.', { param })
}

export function tooMuchReversed(
  { amount, amount_tax }: { amount: number; amount_tax: number },
  param: string,
): Refusal {
  return invalidRequest(
    `No more can be reversed than is left: ${amount}, and ${amount_tax} of tax.`,
    { param },
  )
}

export function flatTooMuch(left: number): Refusal {
  return invalidRequest(`No more can be reversed than is left: ${left}, taxes included.`, {
    param: 'flat_amount',
  })
}
