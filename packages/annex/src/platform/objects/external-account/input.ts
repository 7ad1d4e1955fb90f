/** What `external_account` may hold: a token, or a hash with the numbers of a bank account or card. */
import type Stripe from 'stripe'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import { invalidRequest } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { readCard, type CardInput } from '../card/input.js'
import { metadataFrom } from '../metadata.js'
import { tokenCard } from '../token/card.js'
import { spendToken } from '../token/spend.js'
import type { ExternalAccount } from './choose.js'
import { bankAccountOfToken, newBankAccount, type BankAccountInput } from './new-bank-account.js'
import { notADebitCard } from './refusals.js'

/** The union of its three documented shapes, after the catalogue's check. */
export type ExternalAccountInput =
  | string
  | (BankAccountInput &
      Omit<CardInput, 'exp_month' | 'exp_year'> & {
        readonly object?: string
        readonly token?: string
        readonly name?: string
        readonly exp_month?: number | string
        readonly exp_year?: number | string
      })

/** Not yet kept, and nobody's default. */
export function readExternalAccount(
  given: ExternalAccountInput | undefined,
  param: string,
  work: UnitOfWork,
): ExternalAccount {
  if (given === undefined) throw parameterMissing(param)
  const input = typeof given === 'string' ? { token: given } : given
  if (input.token?.startsWith('btok_')) {
    return newBankAccount(fromBankToken(input.token, param, work), param, work)
  }
  if (input.token !== undefined)
    return payoutCard(spendToken(input.token, work, param), param, work)
  if (input.object === 'bank_account') return newBankAccount(input, param, work)
  if (input.object !== 'card') throw objectMissing(param)
  const { exp_month, exp_year, number, cvc } = input
  const typed = readCard({ ...{ number, exp_month, exp_year }, ...(cvc ? { cvc } : {}) }, work.now)
  return payoutCard(typed, param, work, input)
}

function fromBankToken(id: string, param: string, work: UnitOfWork): BankAccountInput {
  const token = work.find('token', id)
  if (!token?.bank_account) return bankAccountOfToken(id, param)
  const { account_holder_name, account_holder_type, country, currency } = token.bank_account
  return {
    ...{ country, currency },
    ...(account_holder_name ? { account_holder_name } : {}),
    ...(account_holder_type ? { account_holder_type } : {}),
    ...bankAccountOfToken('btok_us', param),
  }
}

function payoutCard(
  typed: Parameters<typeof tokenCard>[0],
  param: string,
  work: UnitOfWork,
  more: { name?: string; currency?: string; metadata?: Stripe.MetadataParam } = {},
): Stripe.Card {
  const card = tokenCard(typed, work, more.name ? { name: more.name } : {})
  if (card.funding !== 'debit') throw notADebitCard(param)
  return {
    ...card,
    account: work.caller.account,
    available_payout_methods: ['standard', 'instant'],
    currency: more.currency ?? 'usd',
    default_for_currency: false,
    metadata: metadataFrom(more.metadata),
    status: 'new',
  }
}

function objectMissing(param: string) {
  return invalidRequest('Say what it is: `bank_account` or `card`.', { param: `${param}[object]` })
}
