/** A quote's number, `QT-68BB114-0002-1`: the customer's prefix, its place among theirs, its revision. */
import type Stripe from 'stripe'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { idOf } from '../reference.js'
import type { Quote } from './kept.js'

export function nextNumber(
  { from_quote }: Quote,
  { id, invoice_prefix }: Stripe.Customer,
  work: UnitOfWork,
): string {
  const taken = work.list('quote', { customer: id }).flatMap(placeOf)
  const original = from_quote?.is_revision ? work.find('quote', idOf(from_quote.quote)) : undefined
  const [known] = original ? placeOf(original) : []
  const sequence = known?.sequence ?? most(taken.map((one) => one.sequence)) + 1
  const revisions = taken.filter((one) => one.sequence === sequence).map((one) => one.revision)
  return `QT-${invoice_prefix}-${String(sequence).padStart(4, '0')}-${most(revisions) + 1}`
}

function placeOf({ number }: Quote): { sequence: number; revision: number }[] {
  const [revision, sequence] = (number ?? '').split('-').toReversed()
  return number === null ? [] : [{ sequence: Number(sequence), revision: Number(revision) }]
}

function most(numbers: readonly number[]): number {
  return Math.max(0, ...numbers)
}
