/** What can be wrong with asking what tax is due. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function locationInvalid({ customer }: Stripe.Tax.CalculationCreateParams): Refusal {
  const param = customer ? 'customer' : 'customer_details[address]'
  return invalidRequest(
    "We could not determine the customer's tax location: give an address with its country, and in the US with its state.",
    { code: 'customer_tax_location_invalid', param },
  )
}

export function referenceTwice(reference: string, index: number): Refusal {
  return invalidRequest(`The reference '${reference}' stands for another line item already.`, {
    param: `line_items[${index}][reference]`,
  })
}
