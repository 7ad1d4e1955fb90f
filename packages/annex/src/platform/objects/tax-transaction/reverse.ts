/** `POST /v1/tax/transactions/create_reversal`: a sale, or part of it, is given back with its tax. */
import type Stripe from 'stripe'
import { randomText } from '../../../core/ids.js'
import type { Operation } from '../../engine/behaviour.js'
import { parameterMissing } from '../../engine/refusals/parameters.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { metadataFrom } from '../metadata.js'
import { keep, linesOf, type Line, type Transaction } from './kept.js'
import { onlyOriginals } from './refusals.js'
import { leftOf, noteReversed, SHIPPING, type Part } from './left.js'
import { shareOut } from './share-out.js'

type Params = Stripe.Tax.TransactionCreateReversalParams

export const createReversal: Operation = (_path, params: Params, work) => {
  const original = work.get('tax.transaction', params.original_transaction, 'original_transaction')
  if (original.type === 'reversal') throw onlyOriginals(original)
  const parts = partsOf(params, original, work)
  noteReversed(original, parts, work)
  const lines = linesOf(original.id, work)
  const shipping = parts.find(({ of }) => of === SHIPPING)
  const reversed = parts.flatMap((part) => {
    const line = lines.find(({ id }) => id === part.of)
    return line ? [reversedLine(line, part, work)] : []
  })
  return keep(
    {
      ...original,
      id: work.newId('tax.transaction'),
      created: work.now,
      metadata: metadataFrom(params.metadata),
      posted_at: work.now,
      reference: params.reference,
      reversal: { original_transaction: original.id },
      shipping_cost:
        original.shipping_cost && shipping
          ? { ...original.shipping_cost, amount: shipping.amount, amount_tax: shipping.amount_tax }
          : null,
      type: 'reversal',
    },
    reversed,
    work,
  )
}

/** What is given back of each line, and of shipping: negative amounts. */
function partsOf(params: Params, original: Transaction, work: UnitOfWork): Part[] {
  const left = leftOf(original, work)
  if (params.mode === 'full') return left.map(negative)
  const { flat_amount, line_items, shipping_cost } = params
  if (flat_amount !== undefined) return shareOut(flat_amount, left)
  const given = (line_items ?? []).map(({ original_line_item, ...item }) => ({
    ...{ of: original_line_item, amount: item.amount, amount_tax: item.amount_tax },
    ...{ reference: item.reference, metadata: metadataFrom(item.metadata) },
    ...(item.quantity !== undefined && { quantity: item.quantity }),
  }))
  const parts = shipping_cost ? [...given, { of: SHIPPING, ...shipping_cost }] : given
  if (parts.length === 0) throw parameterMissing('line_items')
  return parts
}

function negative({ of, amount, amount_tax }: Part): Part {
  return { of, amount: 0 - amount, amount_tax: 0 - amount_tax }
}

function reversedLine(line: Line, part: Part, work: UnitOfWork): Line {
  return {
    ...line,
    id: `tax_li_${randomText(14, work.random)}`,
    amount: part.amount,
    amount_tax: part.amount_tax,
    metadata: part.metadata ?? {},
    quantity: part.quantity ?? line.quantity,
    reference: part.reference ?? line.reference,
    reversal: { original_line_item: line.id },
    type: 'reversal',
  }
}
