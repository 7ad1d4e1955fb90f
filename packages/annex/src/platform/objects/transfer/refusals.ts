/** What can be wrong with passing money on. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { invalidRequest, type Refusal } from '../../engine/errors.js'
import { resourceMissing } from '../../engine/refusals/objects.js'

/** Unknown and not connected look the same. */
export function noSuchDestination(account: string, param: string): Refusal {
  return resourceMissing({ noun: 'destination', id: account, param, inPath: false })
}

export function toItself(param: string): Refusal {
  return invalidRequest('You cannot pass money on to your own account.', { param })
}

export function lacksCapability(param: string): Refusal {
  return invalidRequest(
    'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
    { code: 'insufficient_capabilities_for_transfer', param },
  )
}

export function fundsInsufficient(): Refusal {
  return invalidRequest(
    'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance',
    { code: 'balance_insufficient' },
  )
}

export function sourceNotSucceeded(charge: Stripe.Charge): Refusal {
  return invalidRequest(
    `The charge ${charge.id} cannot be a source_transaction because it has a status of ${charge.status} or was not captured.`,
    { param: 'source_transaction' },
  )
}

export function otherCurrency(currency: string): Refusal {
  return invalidRequest(
    `The currency of source_transaction's balance transaction (${currency}) must be the same as the transfer currency.`,
    { param: 'currency' },
  )
}

export function sourceExceeded(left: number, currency: string): Refusal {
  return invalidRequest(
    `Transfers using this transaction as a source must not exceed the source amount of ${formatMoney(left, currency)}. (Note: There may be existing transfers using this source, reducing the amount available.)`,
    { param: 'amount' },
  )
}

export function reversalTooLarge(amount: number, left: number, currency: string): Refusal {
  return invalidRequest(
    `Reversal amount (${formatMoney(amount, currency)}) is greater than unreversed amount on transfer (${formatMoney(left, currency)})`,
    { param: 'amount' },
  )
}

export function alreadyReversed(transfer: Stripe.Transfer): Refusal {
  return invalidRequest(`Transfer ${transfer.id} is already fully reversed.`)
}

export function connectedFundsInsufficient(): Refusal {
  return invalidRequest('Insufficient funds in the connected account to reverse this transfer.', {
    code: 'balance_insufficient',
  })
}

export function nothingToReverse(charge: Stripe.Charge): Refusal {
  return invalidRequest(
    `Cannot reverse a transfer on charge ${charge.id} because it has no associated transfer.`,
    { param: 'reverse_transfer' },
  )
}

export function noFeeWithTransfer(transfer: Stripe.Transfer): Refusal {
  return invalidRequest(
    `Transfer ${transfer.id} has no application fee that you could refund. Only a charge made with transfer_data and application_fee_amount takes one.`,
    { param: 'refund_application_fee' },
  )
}
