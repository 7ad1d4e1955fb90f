/** The bank accounts of test mode and what becomes of debiting them: https://docs.stripe.com/testing. */
import type Stripe from 'stripe'
import type { DebitFailure } from './failures.js'

export interface TestAccount {
  readonly type: 'us_bank_account' | 'sepa_debit'
  /** The account number, or the IBAN. */
  readonly number: string
  /** `success` for `pm_usBankAccount_success`; accounts with an IBAN have no token. */
  readonly name?: string
  /** What the bank reports later; it pays where left out. */
  readonly fails?: DebitFailure
  /** The bank never reports anything. */
  readonly silent?: true
  /** The payment succeeds, and its owner has it taken back. */
  readonly disputes?: true
  /** The two small amounts that prove who owns the account never arrive. */
  readonly losesMicrodeposits?: true
}

const us = (number: string, name: string, more: Partial<TestAccount> = {}): TestAccount => {
  return { type: 'us_bank_account', number, name, ...more }
}

const sepa = (number: string, more: Partial<TestAccount> = {}): TestAccount => {
  return { type: 'sepa_debit', number, ...more }
}

const TEST_ACCOUNTS: readonly TestAccount[] = [
  us('000123456789', 'success'),
  us('000111111113', 'accountClosed', { fails: 'account_closed' }),
  us('000111111116', 'noAccount', { fails: 'no_account' }),
  us('000222222227', 'insufficientFunds', { fails: 'insufficient_funds' }),
  us('000333333335', 'debitNotAuthorized', { fails: 'debit_not_authorized' }),
  us('000444444440', 'invalidCurrency', { fails: 'invalid_currency' }),
  us('000777777771', 'weeklyLimitExceeded', { fails: 'charge_exceeds_source_limit' }),
  us('000000004954', 'riskLevelHighest', { fails: 'payment_method_bank_account_blocked' }),
  us('000666666661', 'failMicrodeposits', { losesMicrodeposits: true }),
  us('000555555559', 'dispute', { disputes: true }),
  us('000000000009', 'processing', { silent: true }),
  sepa('AT611904300234573201'),
  sepa('AT321904300235473204'),
  sepa('AT861904300235473202', { fails: 'insufficient_funds' }),
  sepa('AT051904300235473205', { fails: 'insufficient_funds' }),
  sepa('AT591904300235473203', { disputes: true }),
  // The one that `stripe trigger checkout.session.async_payment_failed` pays with.
  sepa('IT60X0542811101000000123456', { fails: 'insufficient_funds' }),
]

/** @param id `pm_usBankAccount_success` and its like */
export function testAccountByToken(id: string): TestAccount | undefined {
  const name = /^pm_usBankAccount_(\w+)$/.exec(id)?.[1]
  return name === undefined ? undefined : TEST_ACCOUNTS.find((account) => account.name === name)
}

export function testAccountByNumber(
  type: TestAccount['type'],
  number: string,
): TestAccount | undefined {
  return TEST_ACCOUNTS.find((account) => account.type === type && account.number === number)
}

/** Found again by what is shown of it: numbers aren't kept, and their last digits tell them apart. */
export function testAccountEnding(type: string, last4: string | null): TestAccount | undefined {
  return TEST_ACCOUNTS.find(
    (account) => account.type === type && account.number.slice(-4) === last4,
  )
}

/** The test account that a payment method is of. */
export function testAccountBehind({
  type,
  us_bank_account,
  sepa_debit,
}: Stripe.PaymentMethod): TestAccount | undefined {
  return testAccountEnding(type, us_bank_account?.last4 ?? sepa_debit?.last4 ?? null)
}
