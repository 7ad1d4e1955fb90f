/** What can be wrong with where an account's money should go. */
import { invalidRequest, type Refusal } from '../../engine/errors.js'

export function routingNumberInvalid(param: string): Refusal {
  return invalidRequest(
    'Invalid routing number: it must be nine digits with a valid check digit.',
    {
      code: 'routing_number_invalid',
      param,
    },
  )
}

export function accountNumberInvalid(param: string): Refusal {
  return invalidRequest(
    'You must use a test bank account number. Try 000123456789 or see more options at https://stripe.com/docs/connect/testing#account-numbers.',
    { code: 'account_number_invalid', param },
  )
}

export function notADebitCard(param: string): Refusal {
  return invalidRequest('Payouts can go to debit cards only.', { code: 'invalid_card_type', param })
}

export function noSuchBankToken(id: string, param: string): Refusal {
  return invalidRequest(`No such token: '${id}'`, { code: 'resource_missing', param })
}

export function lastOfItsCurrency(currency: string): Refusal {
  return invalidRequest(
    `You cannot delete the default external account for your default currency (${currency}). Make another external account the default first, using the \`default_for_currency\` param.`,
  )
}

/** Nowhere to send money in this currency. */
export function noneInCurrency(currency: string): Refusal {
  return invalidRequest(
    `Sorry, you don't have any external accounts in that currency (${currency}).`,
  )
}
