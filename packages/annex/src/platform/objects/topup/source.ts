/** Where the money of a top-up comes from, and whether that bank lets it go. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { defaultFor, findExternalAccount } from '../external-account/choose.js'
import { payoutFailureOf, type PayoutFailure } from '../external-account/test-banks.js'
import { sourceUnusable } from './refusals.js'

/** `btok_us_verified_noAccount` and its like: bank accounts that refuse to be debited. */
const TOKENS: Readonly<Record<string, PayoutFailure | null>> = {
  btok_us_verified: null,
  btok_us_verified_accountClosed: 'account_closed',
  btok_us_verified_debitNotAuthorized: 'debit_not_authorized',
  btok_us_verified_insufficientFunds: 'insufficient_funds',
  btok_us_verified_invalidCurrency: 'invalid_currency',
  btok_us_verified_noAccount: 'no_account',
}

/** A token or a bank account of the account; nothing named stands for the usual test bank. */
export function failureOf(named: string | undefined, work: UnitOfWork): PayoutFailure | null {
  if (named !== undefined && Object.hasOwn(TOKENS, named)) return TOKENS[named] ?? null
  const bank = named === undefined ? defaultFor('usd', work) : findExternalAccount(named, work)
  if (bank?.object === 'bank_account') return payoutFailureOf(bank.last4)
  if (named !== undefined) throw sourceUnusable(named)
  return null
}

/** How a top-up shows it: the older shape of a payment source. */
export function sourceOf(
  amount: number,
  failure: PayoutFailure | null,
  work: UnitOfWork,
): Stripe.Source {
  return {
    id: work.newId('source'),
    object: 'source',
    ach_debit: {
      bank_name: 'STRIPE TEST BANK',
      country: 'US',
      fingerprint: randomText(16, work.random),
      last4: failure === null ? '6789' : '1116',
      routing_number: '110000000',
      type: 'individual',
    },
    allow_redisplay: null,
    amount,
    client_secret: `src_client_secret_${randomText(24, work.random)}`,
    created: work.now,
    currency: 'usd',
    flow: 'none',
    livemode: work.caller.livemode,
    metadata: {},
    owner: null,
    statement_descriptor: null,
    status: 'chargeable',
    type: 'ach_debit',
    usage: 'reusable',
  }
}
