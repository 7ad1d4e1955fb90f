/** A customer's older sources: cards, bank accounts and `src_` objects, in one list. */
import type Stripe from 'stripe'
import { resourceMissing } from '../../engine/refusals/objects.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'

export type CustomerSource = Stripe.Card | Stripe.BankAccount | Stripe.Source

/** Newest first within each kind; there is no telling when a card was added. */
export function sourcesOf(customer: string, work: UnitOfWork): CustomerSource[] {
  return [
    ...work.list('card', { customer }),
    ...work.list('bank_account', { customer }),
    ...work.list('source', { customer }),
  ]
}

/** Refuses what isn't this customer's. */
export function sourceNamed(customer: string, id: string, work: UnitOfWork): CustomerSource {
  const found = work.find('card', id) ?? work.find('bank_account', id) ?? work.find('source', id)
  if (found?.customer === customer) return found
  throw resourceMissing({ noun: 'source', id, param: 'id', inPath: true })
}
