/** A transaction with its lines, which it shows only when they are asked for. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { referenceTaken } from './refusals.js'

export type Transaction = Stripe.Tax.Transaction
export type Line = Stripe.Tax.TransactionLineItem

/** Under the transaction's id. */
interface Aside {
  readonly lines: readonly Line[]
}

export function linesOf(id: string, work: UnitOfWork): readonly Line[] {
  return work.aside<Aside>(id).lines ?? []
}

/** @throws Refusal when another transaction has its reference: that is what a reference is for */
export function keep(transaction: Transaction, lines: readonly Line[], work: UnitOfWork) {
  const { reference } = transaction
  if (work.list('tax.transaction', { reference }).length > 0) throw referenceTaken(reference)
  work.setAside<Aside>(transaction.id, { lines })
  return work.insert('tax.transaction', transaction)
}
