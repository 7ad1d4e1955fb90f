/** `POST /v1/customers/:customer/funding_instructions`: where a customer is to send money. */
import type Stripe from 'stripe'
import { invalidRequest } from '../../engine/errors.js'
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { bankTransferTo } from './addresses.js'

type Params = Stripe.CustomerCreateFundingInstructionsParams

export const fundingInstructions: Behaviour<'funding_instructions'> = {
  kind: 'funding_instructions',
  operations: { 'POST /v1/customers/{id}/funding_instructions': instruct },
}

function instruct(
  path: Readonly<Record<string, string>>,
  { currency, bank_transfer: asked }: Params,
  work: UnitOfWork,
): Stripe.FundingInstructions {
  const customer = work.get('customer', path['id'] ?? '', 'customer')
  const transfer = bankTransferTo(customer.id, currency, asked.eu_bank_transfer?.country)
  if (!transfer) throw notTransferable(currency)
  if (transfer.type !== asked.type) throw otherTransfer(asked.type, transfer.type, currency)
  return {
    object: 'funding_instructions',
    bank_transfer: transfer,
    currency,
    funding_type: 'bank_transfer',
    livemode: work.caller.livemode,
  }
}

function notTransferable(currency: string) {
  const message = `Bank transfers in ${currency} are not supported. Use eur, gbp, jpy, mxn or usd.`
  return invalidRequest(message, { param: 'currency' })
}

function otherTransfer(asked: string, right: string, currency: string) {
  const message = `The bank transfer type ${asked} cannot be used with ${currency}. Use ${right}.`
  return invalidRequest(message, { param: 'bank_transfer[type]' })
}
