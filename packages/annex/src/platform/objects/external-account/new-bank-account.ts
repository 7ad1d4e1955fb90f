/** A bank account from its numbers, or from a test token such as `btok_us`. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import { seededRandom } from '../../../core/random.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { accountNumberInvalid, noSuchBankToken, routingNumberInvalid } from './refusals.js'
import {
  isTestAccountNumber,
  takesInstantPayouts,
  TEST_ACCOUNT_NUMBER,
  TEST_ROUTING_NUMBER,
} from './test-banks.js'

/** What people type. */
export interface BankAccountInput {
  readonly account_holder_name?: string
  readonly account_holder_type?: string
  readonly account_number?: string
  readonly country?: string
  readonly currency?: string
  readonly routing_number?: string
  readonly metadata?: Stripe.MetadataParam
}

const CURRENCIES: Readonly<Record<string, string>> = {
  ...{ AU: 'aud', CA: 'cad', CH: 'chf', DK: 'dkk', GB: 'gbp', HK: 'hkd', JP: 'jpy', MX: 'mxn' },
  ...{ NO: 'nok', NZ: 'nzd', PL: 'pln', SE: 'sek', SG: 'sgd', US: 'usd' },
}

/** `btok_us`, `btok_us_verified`: bank accounts that test mode has ready. */
export function bankAccountOfToken(token: string, param: string): BankAccountInput {
  if (!/^btok_us(?:_verified)?$/.test(token)) throw noSuchBankToken(token, param)
  return {
    account_number: TEST_ACCOUNT_NUMBER,
    country: 'US',
    currency: 'usd',
    routing_number: TEST_ROUTING_NUMBER,
  }
}

/** @param param how a refusal names the hash the numbers came in */
export function newBankAccount(
  input: BankAccountInput,
  param: string,
  work: UnitOfWork,
): Stripe.BankAccount {
  const number = checkedNumber(input, param)
  const country = input.country ?? 'US'
  const last4 = number.slice(-4)
  return {
    id: work.newId('bank_account'),
    object: 'bank_account',
    account: work.caller.account,
    account_holder_name: input.account_holder_name ?? null,
    account_holder_type: input.account_holder_type ?? null,
    account_type: null,
    available_payout_methods: takesInstantPayouts(last4) ? ['standard', 'instant'] : ['standard'],
    bank_name: 'STRIPE TEST BANK',
    country,
    currency: input.currency ?? CURRENCIES[country] ?? 'eur',
    default_for_currency: false,
    fingerprint: fingerprintOf(number, work.caller.account),
    future_requirements: nothingDue(),
    last4,
    metadata: metadataFrom(input.metadata),
    requirements: nothingDue(),
    routing_number: input.routing_number ?? null,
    status: 'new',
  }
}

function checkedNumber(input: BankAccountInput, param: string): string {
  const number = input.account_number?.replaceAll(/[\s-]/g, '')
  if (!number) throw parameterMissing(`${param}[account_number]`)
  if ((input.country ?? 'US') !== 'US') {
    if (!/^[A-Z0-9]{4,34}$/i.test(number)) throw accountNumberInvalid(`${param}[account_number]`)
    return number
  }
  if (!isRoutingNumber(input.routing_number ?? '')) {
    throw routingNumberInvalid(`${param}[routing_number]`)
  }
  if (!isTestAccountNumber(number)) throw accountNumberInvalid(`${param}[account_number]`)
  return number
}

/** The check digit of the American Bankers Association: weights 3, 7, 1. */
function isRoutingNumber(number: string): boolean {
  if (!/^\d{9}$/.test(number)) return false
  const weights = [3, 7, 1]
  const sum = Array.from(number, Number).reduce(
    (total, digit, place) => total + digit * (weights[place % 3] ?? 0),
    0,
  )
  return sum % 10 === 0
}

function fingerprintOf(number: string, account: string): string {
  return randomText(16, seededRandom(`bank account ${account} ${number}`))
}

function nothingDue() {
  return { currently_due: [], errors: [], past_due: [], pending_verification: [] }
}
