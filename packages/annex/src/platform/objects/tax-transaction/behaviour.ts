/** Tax transactions: sales for which tax was collected, and what was given back of them. */
import type { Behaviour } from '../../engine/behaviour.js'
import type { UnitOfWork } from '../../engine/unit-of-work.js'
import { pageOf, type PageParams } from '../page.js'
import { findAssociation } from './associate.js'
import { createFromCalculation } from './commit.js'
import { linesOf } from './kept.js'
import { createReversal } from './reverse.js'

const KIND = 'tax.transaction'

export const taxTransaction: Behaviour<typeof KIND> = {
  kind: KIND,
  include: ({ id }, field, work) => (field === 'line_items' ? listed(id, {}, work) : undefined),
  operations: {
    'GET /v1/tax/transactions/{transaction}/line_items': ({ transaction = '' }, params, work) =>
      listed(work.get(KIND, transaction).id, params, work),
    'POST /v1/tax/transactions/create_from_calculation': createFromCalculation,
    'POST /v1/tax/transactions/create_reversal': createReversal,
  },
}

export const taxAssociation: Behaviour<'tax.association'> = {
  kind: 'tax.association',
  operations: { 'GET /v1/tax/associations/find': findAssociation },
}

function listed(id: string, params: PageParams, work: UnitOfWork) {
  const url = `/v1/tax/transactions/${id}/line_items`
  return pageOf(linesOf(id, work), params, { url, noun: 'tax.transaction_line_item' })
}
