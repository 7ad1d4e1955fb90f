/** Tokens: a card that works once, made where the payer types it. */
import type Stripe from 'stripe'
import type { Behaviour } from '../../engine/behaviour.js'
import { randomText } from '../../../core/ids.js'
import { invalidRequest } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { readCard } from '../card/input.js'
import { newBankAccount } from '../external-account/new-bank-account.js'
import { tokenCard } from './card.js'

export const token: Behaviour<'token'> = {
  kind: 'token',
  publishable: ['POST /v1/tokens'],
  defaults(params: Stripe.TokenCreateParams, work) {
    const { card } = params
    const { bank_account: bank } = params
    if (bank && typeof bank !== 'string') return bankToken(bank, work)
    if (params.pii) return { id: tokenId('pii', work), type: 'pii', used: false }
    if (params.cvc_update) return { id: tokenId('cvctok', work), type: 'cvc_update', used: false }
    if (params.account) return { id: tokenId('ct', work), type: 'account', used: false }
    if (params.person) return { id: tokenId('cpt', work), type: 'person', used: false }
    if (card === undefined || typeof card === 'string') throw onlyTyped()
    const { number, exp_month, exp_year, cvc, name, currency: _, networks: __, ...address } = card
    const typed = readCard({ number, exp_month, exp_year, ...(cvc ? { cvc } : {}) }, work.now)
    const holder = { ...address, ...(name ? { name } : {}) }
    return { card: tokenCard(typed, work, holder), client_ip: null, type: 'card', used: false }
  },
}

function bankToken(
  input: Stripe.TokenCreateParams.BankAccount,
  work: UnitOfWork,
): Partial<Stripe.Token> {
  const bank_account = { ...newBankAccount(input, 'bank_account', work), account: null }
  return {
    id: tokenId('btok', work),
    bank_account,
    client_ip: null,
    type: 'bank_account',
    used: false,
  }
}

function tokenId(prefix: string, work: UnitOfWork): string {
  return `${prefix}_1${randomText(23, work.random)}`
}

function onlyTyped() {
  return invalidRequest(
    'You must pass what the token should stand for: a `card` with its number, a `bank_account`, `pii`, `cvc_update`, an `account` or a `person`.',
    { param: 'card' },
  )
}
