/** A token turned into what it stands for; one of our own works once. */
import type Stripe from 'stripe'
import { invalidRequest, type Refusal } from '../../engine/errors.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { typedTestCard, type TypedCard } from '../card/input.js'
import { testCardBehind, testCardByToken } from '../card/known.js'
import { bankAccountOfToken, type BankAccountInput } from '../external-account/new-bank-account.js'
import { shownByToken, tokenCard } from './card.js'

/** @param id `tok_visa` and its like, which work always, or a token made by `POST /v1/tokens` */
export function spendToken(id: string, work: UnitOfWork, param = 'card[token]'): TypedCard {
  const test = testCardByToken(id)
  if (test) return typedTestCard(test, work.now)
  return typedFrom(spend(id, work, param), param)
}

/** The same in the older shape; a token's card keeps its id. */
export function cardOfToken(id: string, work: UnitOfWork, param: string): Stripe.Card {
  const test = testCardByToken(id)
  if (test) return tokenCard(typedTestCard(test, work.now), work)
  const { card } = spend(id, work, param)
  if (!card) throw noCard(param)
  return card
}

/** `btok_us` and its like, or a token made of a bank account. */
export function bankAccountOf(id: string, work: UnitOfWork, param: string): BankAccountInput {
  if (work.find('token', id) === undefined) return bankAccountOfToken(id, param)
  const { bank_account: bank } = spend(id, work, param)
  if (!bank) throw invalidRequest('This token does not stand for a bank account.', { param })
  const { account_holder_name, account_holder_type, country, currency } = bank
  return {
    ...bankAccountOfToken('btok_us', param),
    ...{ country, currency },
    ...(account_holder_name && { account_holder_name }),
    ...(account_holder_type && { account_holder_type }),
  }
}

function spend(id: string, work: UnitOfWork, param: string): Stripe.Token {
  const token = work.get('token', id, param)
  if (token.used) throw alreadyUsed(id)
  return work.update('token', id, { used: true })
}

function typedFrom(token: Stripe.Token, param: string): TypedCard {
  const { card } = token
  const test = card && testCardBehind(shownByToken(card))
  if (!card || !test) throw noCard(param)
  const { exp_month, exp_year } = card
  return { test, exp_month, exp_year, cvc: card.cvc_check !== null }
}

function noCard(param: string): Refusal {
  return invalidRequest('This token does not stand for a card.', { param })
}

function alreadyUsed(id: string): Refusal {
  return invalidRequest(`You cannot use a Stripe token more than once: ${id}.`, {
    code: 'token_already_used',
  })
}
