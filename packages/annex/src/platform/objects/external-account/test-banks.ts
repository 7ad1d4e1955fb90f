/** The bank accounts that test mode knows: https://docs.stripe.com/connect/testing#account-numbers. */

/** Why a payout to one of them comes back. */
export type PayoutFailure = keyof typeof PAYOUT_FAILURES

export const PAYOUT_FAILURES = {
  account_closed: 'The bank account has been closed.',
  debit_not_authorized:
    'Debit transactions are not approved on your bank account. (Stripe requires bank accounts to be set up for both credit and debit payouts.)',
  insufficient_funds:
    'Your Stripe account has insufficient funds to cover the payout at your bank.',
  invalid_currency: 'The bank was unable to process this payout because of its currency.',
  no_account: 'The bank account could not be located.',
} as const

/** By account number; null: payouts arrive. */
const US_ACCOUNTS: Readonly<Record<string, PayoutFailure | null>> = {
  '000123456789': null,
  '000111111116': 'no_account',
  '000111111113': 'account_closed',
  '000222222227': 'insufficient_funds',
  '000333333335': 'debit_not_authorized',
  '000444444440': 'invalid_currency',
  '000999999991': null,
}

/** Instant payouts reach this one. */
const INSTANT = '9991'

export const TEST_ROUTING_NUMBER = '110000000'
export const TEST_ACCOUNT_NUMBER = '000123456789'

export function isTestAccountNumber(number: string): boolean {
  return Object.hasOwn(US_ACCOUNTS, number)
}

export function takesInstantPayouts(last4: string): boolean {
  return last4 === INSTANT
}

/** What happens to payouts to the account, told by its last digits: the number itself isn't kept. */
export function payoutFailureOf(last4: string): PayoutFailure | null {
  const number = Object.keys(US_ACCOUNTS).find((known) => known.endsWith(last4))
  return number === undefined ? null : (US_ACCOUNTS[number] ?? null)
}
