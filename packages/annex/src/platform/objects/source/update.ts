/** Changes what may change about a source: expiry, name and address, never a number. */
import type Stripe from 'stripe'
import { metadataAfter } from '../../engine/metadata-after.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { checkExpiry } from '../card/input.js'
import { addressFrom } from '../address.js'
import { sourceNamed, type CustomerSource } from './kept.js'
import { ownerOf } from './method.js'

type Params = Stripe.CustomerUpdateSourceParams

export function updateSource(
  customer: string,
  id: string,
  params: Params,
  work: UnitOfWork,
): CustomerSource {
  const source = sourceNamed(customer, id, work)
  if (source.object === 'card') return updateCard(source, params, work)
  if (source.object === 'bank_account') return updateBankAccount(source, params, work)
  return work.update('source', id, { metadata: metadataAfter(source.metadata, params.metadata) })
}

function updateCard(card: Stripe.Card, params: Params, work: UnitOfWork): Stripe.Card {
  const exp_month = Number(params.exp_month ?? card.exp_month)
  const exp_year = Number(params.exp_year ?? card.exp_year)
  checkExpiry(exp_month, exp_year, work.now)
  const after = work.update('card', card.id, {
    ...textsOf(params),
    exp_month,
    exp_year,
    metadata: metadataAfter(card.metadata, params.metadata),
  })
  const method = work.get('payment_method', card.id)
  const { name, address } = ownerOf(after)
  work.update('payment_method', card.id, {
    billing_details: { ...method.billing_details, name, address: addressFrom(address) },
    ...(method.card && { card: { ...method.card, exp_month, exp_year } }),
  })
  return after
}

const TEXTS = [
  'address_city',
  'address_country',
  'address_line1',
  'address_line2',
  'address_state',
  'address_zip',
  'name',
] as const

function textsOf(params: Params): Partial<Stripe.Card> {
  const given = TEXTS.filter((name) => params[name] !== undefined)
  return Object.fromEntries(given.map((name) => [name, params[name] || null]))
}

function updateBankAccount(
  bank: Stripe.BankAccount,
  { account_holder_name, account_holder_type, metadata }: Params,
  work: UnitOfWork,
): Stripe.BankAccount {
  return work.update('bank_account', bank.id, {
    ...(account_holder_name !== undefined && { account_holder_name: account_holder_name || null }),
    ...(account_holder_type !== undefined && { account_holder_type }),
    metadata: metadataAfter(bank.metadata ?? {}, metadata),
  })
}
