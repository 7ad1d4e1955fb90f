/** Which of an account's bank accounts and cards its money goes to. */
import type Stripe from 'stripe'
import { resourceMissing } from '../../engine/refusals/objects.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { newBankAccount } from './new-bank-account.js'
import { noneInCurrency } from './refusals.js'
import { TEST_ACCOUNT_NUMBER, TEST_ROUTING_NUMBER } from './test-banks.js'

export type ExternalAccount = Stripe.BankAccount | Stripe.Card

/** All of the account, newest first. */
export function externalAccountsOf(work: UnitOfWork): ExternalAccount[] {
  const { account } = work.caller
  return [...work.list('bank_account', { account }), ...work.list('card', { account })]
}

export function findExternalAccount(id: string, work: UnitOfWork): ExternalAccount | undefined {
  const found = work.find('bank_account', id) ?? work.find('card', id)
  return found?.account === work.caller.account ? found : undefined
}

/** The one named, or the default for the currency. Refuses when there is none. */
export function destinationFor(
  currency: string,
  named: string | undefined,
  work: UnitOfWork,
): ExternalAccount {
  if (named !== undefined) {
    const found = findExternalAccount(named, work)
    if (found) return found
    const noun = 'external account'
    throw resourceMissing({ noun, id: named, param: 'destination', inPath: false })
  }
  const found = defaultFor(currency, work) ?? testBankOfOwner(currency, work)
  if (!found) throw noneInCurrency(currency)
  return found
}

export function defaultFor(currency: string, work: UnitOfWork): ExternalAccount | undefined {
  return externalAccountsOf(work).find(
    (one) => one.currency === currency && one.default_for_currency === true,
  )
}

// Whoever signs up gets a test bank account, as Stripe gives them one; made when first needed.
function testBankOfOwner(currency: string, work: UnitOfWork): ExternalAccount | undefined {
  const account = work.find('account', work.caller.account)
  const isOwned = account?.type === 'standard' && account.controller === undefined
  if (work.caller.livemode || !isOwned || currency !== account.default_currency) return undefined
  const input = { account_number: TEST_ACCOUNT_NUMBER, routing_number: TEST_ROUTING_NUMBER }
  const bank = newBankAccount({ ...input, country: 'US', currency }, 'bank_account', work)
  return work.insert('bank_account', { ...bank, default_for_currency: true })
}
