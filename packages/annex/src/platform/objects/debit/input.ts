/** A bank account as somebody typed it, and what is shown of it. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import { randomText } from '../../../core/ids.js'
import { fingerprintOf } from '../card/numbers.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { testAccountByNumber, type TestAccount } from './test-accounts.js'

type UsBankAccount = Stripe.PaymentMethod.UsBankAccount

/** The routing number of the bank all US test accounts are at. */
const TEST_ROUTING_NUMBER = '110000000'
const TEST_BANK = 'STRIPE TEST BANK'

export interface UsAccountInput {
  readonly account_holder_type?: string
  readonly account_number?: string
  readonly account_type?: string
  readonly financial_connections_account?: string
  readonly routing_number?: string
}

/** @throws Refusal unless it is an account of test mode */
export function readUsAccount(input: UsAccountInput, param: string): TestAccount {
  const { account_number, routing_number } = input
  if (account_number === undefined) throw parameterMissing(`${param}[account_number]`)
  if (routing_number === undefined) throw parameterMissing(`${param}[routing_number]`)
  if (input.account_holder_type === undefined) {
    throw parameterMissing(`${param}[account_holder_type]`)
  }
  checkRoutingNumber(routing_number, `${param}[routing_number]`)
  const known = testAccountByNumber('us_bank_account', account_number)
  if (!known) throw notATestAccount(`${param}[account_number]`)
  return known
}

/** Whether it can be one: nine digits, of which the last is a check digit (ABA). */
function checkRoutingNumber(number: string, param: string): void {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = Array.from(number, Number)
  const sum = 3 * (a + d + g) + 7 * (b + e + h) + (c + f + i)
  if (/^\d{9}$/.test(number) && sum % 10 === 0) return
  throw invalidRequest('Invalid routing number for bank account.', {
    code: 'routing_number_invalid',
    param,
  })
}

/** @param input undefined for a token, whose owner has shown to Stripe already that it is theirs */
export function usAccountOf(
  test: TestAccount,
  input: UsAccountInput | undefined,
  work: UnitOfWork,
): UsBankAccount {
  const connected = input === undefined ? `fca_1${randomText(23, work.random)}` : null
  return {
    account_holder_type: input?.account_holder_type ?? 'individual',
    account_type: input?.account_type ?? 'checking',
    bank_name: TEST_BANK,
    financial_connections_account: connected,
    fingerprint: fingerprintOf(test.number, work.caller.account),
    last4: test.number.slice(-4),
    networks: { preferred: 'ach', supported: ['ach'] },
    routing_number: input?.routing_number ?? TEST_ROUTING_NUMBER,
    status_details: {},
  }
}

/** @param iban as typed, with or without blanks */
export function sepaDebitOf(
  iban: string | undefined,
  work: UnitOfWork,
  param: string,
): Stripe.PaymentMethod.SepaDebit {
  if (iban === undefined) throw parameterMissing(`${param}[iban]`)
  const number = iban.replaceAll(' ', '').toUpperCase()
  if (!testAccountByNumber('sepa_debit', number)) throw notATestAccount(`${param}[iban]`)
  return {
    bank_code: number.slice(4, 9),
    branch_code: null,
    country: number.slice(0, 2),
    fingerprint: fingerprintOf(number, work.caller.account),
    generated_from: null,
    last4: number.slice(-4),
  }
}

// Says nothing of the number itself: it may be somebody's real account.
function notATestAccount(param: string): Refusal {
  return invalidRequest(
    'You must use a test bank account number in test mode. Try 000123456789 (or AT611904300234573201 for SEPA), ' +
      'or see more options at https://stripe.com/docs/testing.',
    { code: 'account_number_invalid', param },
  )
}
