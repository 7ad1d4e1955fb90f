/** Gives a customer a source: `POST /v1/customers/:id/sources`. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { newBankAccount } from '../external-account/new-bank-account.js'
import { metadataFrom } from '../metadata.js'
import { attachTo, checkCard } from '../payment-method/attach.js'
import { bankAccountOf, cardOfToken } from '../token/spend.js'
import type { CustomerSource } from './kept.js'
import { methodOfCard } from './method.js'
import { belongsToAnother, notReusable } from './refusals.js'

export interface Addition {
  /** `tok_…`, `btok_…` or `src_…`. */
  readonly source: string
  readonly metadata?: Stripe.MetadataParam | undefined
}

/** The first source of a customer becomes the default one. */
export function addSource(customer: string, added: Addition, work: UnitOfWork): CustomerSource {
  const source = keep(customer, added, work)
  const { default_source } = work.get('customer', customer)
  if (default_source === null) work.update('customer', customer, { default_source: source.id })
  return source
}

function keep(customer: string, { source: id, metadata }: Addition, work: UnitOfWork) {
  if (id.startsWith('src_')) return adopt(customer, id, work)
  if (id.startsWith('btok_')) {
    const input = bankAccountOf(id, work, 'source')
    const bank = newBankAccount({ ...input, ...(metadata && { metadata }) }, 'source', work)
    return work.insert('bank_account', { ...bank, account: null, customer })
  }
  const card = cardOfToken(id, work, 'source')
  const method = methodOfCard(card, card.id, work)
  checkCard(method)
  const checks = answered(card)
  const kept = work.insert('card', {
    ...card,
    ...checks,
    customer,
    metadata: metadataFrom(metadata),
  })
  attachTo(customer, method, work)
  return kept
}

function adopt(customer: string, id: string, work: UnitOfWork): Stripe.Source {
  const source = work.get('source', id, 'source')
  if (source.customer && source.customer !== customer) throw belongsToAnother(id)
  if (source.usage === 'single_use') throw notReusable(id)
  const method = work.get('payment_method', id)
  checkCard(method)
  const adopted = work.update('source', id, { customer })
  work.announce('customer.source.created', adopted)
  attachTo(customer, method, work)
  return adopted
}

function answered(card: Stripe.Card): Partial<Stripe.Card> {
  return {
    address_line1_check: card.address_line1_check && 'pass',
    address_zip_check: card.address_zip_check && 'pass',
    cvc_check: card.cvc_check && 'pass',
  }
}
