/** What can be wrong with moving money in and out of financial accounts. */
import type Stripe from 'stripe'
import { formatMoney } from '../../../core/money.js'
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function notOpen({ id }: Stripe.Treasury.FinancialAccount): Refusal {
  return invalidRequest(`The financial account ${id} is closed.`, { param: 'financial_account' })
}

export function insufficientFunds(amount: number, currency: string): Refusal {
  return invalidRequest(`The financial account does not hold ${formatMoney(amount, currency)}.`, {
    code: 'balance_insufficient',
    param: 'amount',
  })
}

export function currencyNotHeld(
  { id, supported_currencies: held }: Stripe.Treasury.FinancialAccount,
  currency: string,
): Refusal {
  return invalidRequest(
    `The balance of the financial account ${id} does not support ${currency}. It supports ${held.join(', ')}.`,
    { code: 'financial_account_balance_does_not_support_currency', param: 'currency' },
  )
}

export function stillHoldsMoney({ id }: Stripe.Treasury.FinancialAccount): Refusal {
  return invalidRequest(
    `The financial account ${id} can only be closed once it is empty and nothing is pending. ` +
      'Move its money first: forwarding settings are not followed here.',
  )
}

export function onlyBankAccounts(param: string): Refusal {
  return invalidRequest('Only US bank accounts can be named here.', { param })
}

export function sameAccount(): Refusal {
  return invalidRequest('Money cannot be sent to the financial account it comes from.', {
    param: 'destination_payment_method_data[financial_account]',
  })
}
